'use client'
/** Files on their way, beside the draft: a File can't be written to localStorage, its reference can. */
import { useCallback, useEffect, useRef, useState, type Dispatch } from 'react'
import { AppError } from '#lib/api/app-error.ts'
import { isAbort } from '#lib/queries/call-api.ts'
import { importAddress, uploadMedia } from '#lib/queries/media.ts'
import type { MediaFile } from '#lib/api/media.ts'
import type { DraftAction } from './draft.ts'

export type UploadState =
  /** `part` is 0 … 1, absent while the server fetches an address by itself. */
  | { status: 'uploading'; part?: number; preview?: string }
  | { status: 'failed'; message: string; preview?: string }

type Source = { file: File } | { address: string } | { refused: string }

export interface Uploads {
  states: ReadonlyMap<string, UploadState>
  start(id: string, source: Source): void
  retry(id: string): void
  cancel(id: string): void
  /** The ids whose file is on its way. Stable, and always up to date. */
  uploading: () => ReadonlySet<string>
}

export function useUploads(dispatch: Dispatch<DraftAction>): Uploads {
  const [states, setStates] = useState<ReadonlyMap<string, UploadState>>(new Map())
  const sources = useRef(new Map<string, Source>())
  const running = useRef(new Map<string, () => void>())

  const change = useCallback((id: string, state: UploadState | undefined) => {
    setStates((all) => {
      const next = new Map(all)
      const preview = all.get(id)?.preview
      if (state) next.set(id, preview === undefined ? state : { preview, ...state })
      else next.delete(id)
      return next
    })
  }, [])

  const start = useCallback(
    (id: string, source: Source) => {
      sources.current.set(id, source)
      if ('refused' in source) return change(id, { status: 'failed', message: source.refused })
      const preview = 'file' in source ? previewOf(source.file) : undefined
      change(id, { status: 'uploading', ...(preview === undefined ? {} : { preview }) })
      const { done, cancel } = send(source, (part) => change(id, { status: 'uploading', part }))
      running.current.set(id, cancel)
      void done.then(
        (media) => {
          running.current.delete(id)
          dispatch({ type: 'attach', id, media })
          change(id, undefined)
        },
        (error: unknown) => {
          running.current.delete(id)
          change(id, isAbort(error) ? undefined : { status: 'failed', message: messageOf(error) })
        },
      )
    },
    [change, dispatch],
  )

  const retry = useCallback(
    (id: string) => {
      const source = sources.current.get(id)
      if (source) start(id, source)
    },
    [start],
  )
  const cancel = useCallback(
    (id: string) => {
      running.current.get(id)?.()
      sources.current.delete(id)
      change(id, undefined)
    },
    [change],
  )
  const uploading = useCallback(() => new Set(running.current.keys()), [])
  useWarningBeforeLeaving(running)
  return { states, start, retry, cancel, uploading }
}

function send(
  source: { file: File } | { address: string },
  onProgress: (part: number) => void,
): { done: Promise<MediaFile>; cancel(): void } {
  if ('file' in source) return uploadMedia(source.file, onProgress)
  const controller = new AbortController()
  return { done: importAddress(source.address, controller.signal), cancel: () => controller.abort() }
}

/** The browser asks before the page is left while something is on its way. */
function useWarningBeforeLeaving(running: { readonly current: ReadonlyMap<string, unknown> }): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (running.current.size > 0) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [running])
}

/** Lives as long as the page: a few dozen small pictures. */
function previewOf(file: File): string | undefined {
  return file.type.startsWith('image/') ? URL.createObjectURL(file) : undefined
}

function messageOf(error: unknown): string {
  return error instanceof AppError ? error.message : 'The upload failed. Press Retry to send it again.'
}
