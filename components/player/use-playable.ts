'use client'
/** What is played: the clip itself, or a copy from the server where this browser can't show that. */
import { useEffect, useState, type RefObject } from 'react'
import type { PlayableProgress } from '#lib/api/media.ts'
import { hasKeys, readError } from '#lib/queries/call-api.ts'
import type { PlayableClip } from './playable-clip.ts'

export type Playing =
  | { what: 'original' }
  | { what: 'making'; progress: number }
  | { what: 'copy'; url: string }
  | { what: 'nothing'; reason?: string }

/** ms between two looks at how far the copy is. */
const LOOK_EVERY = 700

export function usePlayable(
  video: RefObject<HTMLVideoElement | null>,
  clip: Pick<PlayableClip, 'mediaId' | 'videoUrl' | 'copyUrl'>,
): { playing: Playing; source: string; retry: () => void } {
  const { mediaId, videoUrl } = clip
  const copyUrl = clip.copyUrl ?? (mediaId === undefined ? undefined : `/api/media/${mediaId}/playable`)
  const [playing, setPlaying] = useState<Playing>({ what: 'original' })
  const { what } = playing
  useEffect(() => {
    const element = video.current
    if (!element || what === 'making' || what === 'nothing') return
    const look = () => {
      if (!isUnplayable(element)) return
      const canMake = what === 'original' && copyUrl !== undefined
      setPlaying(canMake ? { what: 'making', progress: 0 } : { what: 'nothing' })
    }
    // It may have failed before this was listening.
    look()
    element.addEventListener('error', look)
    element.addEventListener('loadeddata', look)
    return () => {
      element.removeEventListener('error', look)
      element.removeEventListener('loadeddata', look)
    }
  }, [video, what, copyUrl])
  useEffect(() => {
    if (what !== 'making' || copyUrl === undefined) return
    const controller = new AbortController()
    void waitForCopy(copyUrl, controller.signal, setPlaying)
    return () => controller.abort()
  }, [what, copyUrl])
  const source = playing.what === 'copy' ? playing.url : videoUrl
  const retry = () => {
    setPlaying({ what: 'original' })
    video.current?.load()
  }
  return { playing, source, retry }
}

/** Where only the sound can be decoded there is no error, and no picture either. */
function isUnplayable(video: HTMLVideoElement): boolean {
  const code = video.error?.code
  return (
    code === MediaError.MEDIA_ERR_DECODE ||
    code === MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED ||
    (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth === 0)
  )
}

async function waitForCopy(
  url: string,
  signal: AbortSignal,
  tell: (playing: Playing) => void,
): Promise<void> {
  try {
    for (;;) {
      // One byte is enough to know that the rest is there.
      const answer = await fetch(url, { headers: { range: 'bytes=0-0' }, signal })
      if (answer.status === 206 || answer.status === 200) return tell({ what: 'copy', url })
      const body: unknown = await answer.json()
      if (answer.status !== 202 || !isProgress(body)) throw readError(answer.status, body)
      tell({ what: 'making', progress: body.progress })
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY))
      signal.throwIfAborted()
    }
  } catch (error) {
    if (!signal.aborted) tell({ what: 'nothing', ...(error instanceof Error && { reason: error.message }) })
  }
}

function isProgress(body: unknown): body is PlayableProgress {
  return hasKeys(body, 'progress')
}
