'use client'
/** Files on their way, beside the draft: a File can't be written to localStorage, its reference can. */
import { useCallback, useEffect, useMemo, useRef, useState, type Dispatch } from 'react'
import type { DraftAction } from './draft.ts'
import { previewOf, STOPPED, type UploadDesk, type UploadSource, type UploadState } from './upload-state.ts'

export interface Uploads {
  states: ReadonlyMap<string, UploadState>
  start(id: string, source: UploadSource): void
  /** Goes on with uploads of these references that a reload interrupted. */
  resume(ids: readonly string[]): void
  retry(id: string): void
  /** Ends it for now; `retry` sends the file again. */
  stop(id: string): void
  /** Ends it for good. */
  cancel(id: string): void
  /** The ids whose file is on its way. Stable, and always up to date. */
  uploading: () => ReadonlySet<string>
}

// Nothing of it is needed before the first file.
const loadCarrier = () => import('./carry-upload.ts')

export function useUploads(dispatch: Dispatch<DraftAction>, project: string): Uploads {
  const [states, setStates] = useState<ReadonlyMap<string, UploadState>>(new Map())
  const sources = useRef(new Map<string, UploadSource>())
  const running = useRef(new Map<string, () => void>())
  /** Those that a reload would lose. */
  const unkept = useRef(new Set<string>())

  const change = useCallback((id: string, state: UploadState | undefined) => {
    setStates((all) => {
      const next = new Map(all)
      const preview = all.get(id)?.preview
      if (state) next.set(id, preview === undefined ? state : { preview, ...state })
      else next.delete(id)
      return next
    })
  }, [])

  const desk = useMemo<UploadDesk>(
    () => ({ sources, running, change, dispatch, project }),
    [change, dispatch, project],
  )

  const start = useCallback(
    (id: string, source: UploadSource) => {
      sources.current.set(id, source)
      if ('refused' in source) return change(id, { status: 'failed', message: source.refused })
      const preview = 'file' in source ? previewOf(source.file) : undefined
      change(id, { status: 'uploading', ...(preview === undefined ? {} : { preview }) })
      unkept.current.add(id)
      void loadCarrier().then(async ({ keepUpload, carryAlone }) => {
        void keepUpload(id, source, false).then((isKept) => isKept && unkept.current.delete(id))
        await carryAlone(id, source, desk)
      })
    },
    [change, desk],
  )

  const resume = useCallback(
    (ids: readonly string[]) => {
      if (ids.length > 0) void loadCarrier().then(({ resumeUploads }) => resumeUploads(ids, desk))
    },
    [desk],
  )
  const retry = useCallback(
    (id: string) => {
      const source = sources.current.get(id)
      if (source) start(id, source)
    },
    [start],
  )
  const stop = useCallback(
    (id: string) => {
      const source = sources.current.get(id)
      const end = running.current.get(id)
      // Written down first: another tab that waits for it would go on with it.
      if (source && !('refused' in source))
        void loadCarrier()
          .then(({ keepUpload }) => keepUpload(id, source, true))
          .finally(end)
      change(id, STOPPED)
    },
    [change],
  )
  const cancel = useCallback(
    (id: string) => {
      running.current.get(id)?.()
      sources.current.delete(id)
      unkept.current.delete(id)
      change(id, undefined)
      void loadCarrier().then(({ forgetPending }) => forgetPending(id))
    },
    [change],
  )
  const uploading = useCallback(() => new Set(running.current.keys()), [])
  useWarningBeforeLeaving(unkept, running)
  return { states, start, resume, retry, stop, cancel, uploading }
}

/** The browser asks before the page is left while something is on its way that would be lost. */
function useWarningBeforeLeaving(
  unkept: { readonly current: ReadonlySet<string> },
  running: { readonly current: ReadonlyMap<string, unknown> },
): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if ([...unkept.current].some((id) => running.current.has(id))) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [unkept, running])
}
