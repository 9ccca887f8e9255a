'use client'
/** Files on their way, beside the draft: a File can't be written to localStorage, its reference can. */
import { useCallback, useEffect, useRef, useState, type Dispatch } from 'react'
import { AppError } from '#lib/api/app-error.ts'
import { isAbort } from '#lib/queries/call-api.ts'
import { importAddress, uploadMedia } from '#lib/queries/media.ts'
import type { PendingSource } from '#lib/queries/pending-uploads.ts'
import type { MediaFile } from '#lib/api/media.ts'
import type { DraftAction } from './draft.ts'

export type UploadState =
  /** `part` is 0 … 1, absent while the server fetches an address by itself. */
  | { status: 'uploading'; part?: number; preview?: string }
  /** `stopped`: by a person, who can have it go on. */
  | { status: 'failed'; message: string; stopped?: true; preview?: string }

type Source = PendingSource | { refused: string }

export interface Uploads {
  states: ReadonlyMap<string, UploadState>
  start(id: string, source: Source): void
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

const STOPPED = { status: 'failed', stopped: true, message: 'The upload was stopped.' } as const
/** Longer than the draft needs to be saved: until then the kept file is the only way back after a crash. */
const FORGET_AFTER_MS = 2000

// Nothing of it is needed before the first file.
const loadPending = () => import('#lib/queries/pending-uploads.ts')

export function useUploads(dispatch: Dispatch<DraftAction>): Uploads {
  const [states, setStates] = useState<ReadonlyMap<string, UploadState>>(new Map())
  const sources = useRef(new Map<string, Source>())
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

  const carry = useCallback(
    async (id: string, source: PendingSource) => {
      const { done, cancel } = send(source, (part) => change(id, { status: 'uploading', part }))
      running.current.set(id, cancel)
      try {
        const media = await done
        dispatch({ type: 'attach', id, media })
        change(id, undefined)
        setTimeout(() => void forget(id), FORGET_AFTER_MS)
      } catch (error) {
        if (!isAbort(error)) change(id, { status: 'failed', message: messageOf(error) })
      } finally {
        running.current.delete(id)
      }
    },
    [change, dispatch],
  )

  const start = useCallback(
    (id: string, source: Source) => {
      sources.current.set(id, source)
      if ('refused' in source) return change(id, { status: 'failed', message: source.refused })
      const preview = 'file' in source ? previewOf(source.file) : undefined
      change(id, { status: 'uploading', ...(preview === undefined ? {} : { preview }) })
      unkept.current.add(id)
      void keep(id, source, false).then((isKept) => isKept && unkept.current.delete(id))
      void loadPending().then(({ alone }) => alone(id, () => carry(id, source)))
    },
    [carry, change],
  )

  const resume = useCallback(
    (ids: readonly string[]) => {
      if (ids.length > 0)
        void resumeAll(ids, { sources: sources.current, running: running.current, change, carry })
    },
    [carry, change],
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
      running.current.get(id)?.()
      if (source && !('refused' in source)) void keep(id, source, true)
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
      void forget(id)
    },
    [change],
  )
  const uploading = useCallback(() => new Set(running.current.keys()), [])
  useWarningBeforeLeaving(unkept, running)
  return { states, start, resume, retry, stop, cancel, uploading }
}

async function resumeAll(
  ids: readonly string[],
  {
    sources,
    running,
    change,
    carry,
  }: {
    sources: Map<string, Source>
    running: ReadonlyMap<string, unknown>
    change: (id: string, state: UploadState | undefined) => void
    carry: (id: string, source: PendingSource) => Promise<void>
  },
): Promise<void> {
  const { alone, readPending, sweepPending } = await loadPending()
  const one = async (id: string) => {
    const pending = await readPending(id)
    if (!pending || running.has(id)) return
    const { source } = pending
    sources.set(id, source)
    const preview = 'file' in source ? previewOf(source.file) : undefined
    const shown = preview === undefined ? {} : { preview }
    if (pending.stopped) return change(id, { ...STOPPED, ...shown })
    change(id, { status: 'uploading', ...('file' in source ? { part: 0 } : {}), ...shown })
    await alone(id, async () => {
      // Another tab may have brought it home, or given it up, while this one waited.
      if (await readPending(id)) await carry(id, source)
      else change(id, undefined)
    })
  }
  await Promise.all(ids.map(one))
  await sweepPending(Date.now())
}

async function keep(id: string, source: PendingSource, stopped: boolean): Promise<boolean> {
  const { keepPending } = await loadPending()
  return keepPending({ id, source, stopped, since: Date.now() })
}

async function forget(id: string): Promise<void> {
  const { forgetPending } = await loadPending()
  await forgetPending(id)
}

function send(
  source: PendingSource,
  onProgress: (part: number) => void,
): { done: Promise<MediaFile>; cancel(): void } {
  if ('file' in source) return uploadMedia(source.file, onProgress)
  const controller = new AbortController()
  return { done: importAddress(source.address, controller.signal), cancel: () => controller.abort() }
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

/** Lives as long as the page: a few dozen small pictures. */
function previewOf(file: File): string | undefined {
  return file.type.startsWith('image/') ? URL.createObjectURL(file) : undefined
}

function messageOf(error: unknown): string {
  return error instanceof AppError ? error.message : 'The upload failed. Press Retry to send it again.'
}
