'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { AppError } from '#lib/api/app-error.ts'
import type { SharedClip, SharedView } from '#lib/api/guest.ts'
import { fetchSharedView } from '#lib/queries/guest.ts'

/** Milliseconds between two looks at what the link still shows and allows. */
const LOOK_EVERY = 10_000

export interface SharedLink {
  view: SharedView
  /** Of all pages that were read. */
  clips: readonly SharedClip[]
  /** Nothing more is asked for then. */
  isOver: boolean
  /** At once, because something was refused. */
  look: () => void
  readMore: () => Promise<void>
}

/** The link as it is now: what changes in the project or in the settings of the link is seen without loading the page again. */
export function useSharedLink(token: string, first: SharedView): SharedLink {
  const [view, setView] = useState(first)
  const [clips, setClips] = useState<readonly SharedClip[]>(first.clips)
  const [isOver, setOver] = useState(false)
  const known = useRef(JSON.stringify(first))
  const look = useCallback(() => {
    void fetchSharedView(token).then(
      (now) => {
        // Drawn anew only where something has changed: a video is playing.
        if (JSON.stringify(now) === known.current) return
        known.current = JSON.stringify(now)
        setView(now)
        setClips((shown) => withFirstPage(shown, now))
      },
      (error: unknown) => {
        if (!(error instanceof AppError)) return
        // The page that is loaded then asks for the password.
        if (error.code === 'password_needed') window.location.reload()
        if (error.code === 'not_found') setOver(true)
      },
    )
  }, [token])
  useEffect(() => {
    if (isOver) return
    const lookIfSeen = () => {
      if (!document.hidden) look()
    }
    const timer = setInterval(lookIfSeen, LOOK_EVERY)
    document.addEventListener('visibilitychange', lookIfSeen)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', lookIfSeen)
    }
  }, [look, isOver])
  const readMore = async () => {
    const next = await fetchSharedView(token, clips.length)
    setClips([...clips, ...next.clips])
  }
  return { view, clips, isOver, look, readMore }
}

/** Clips that were read behind the first page stay where their number is still right. */
function withFirstPage(shown: readonly SharedClip[], { clips, total }: SharedView): readonly SharedClip[] {
  const keys = new Set(clips.map(({ key }) => key))
  const behind = shown.slice(clips.length).filter(({ key }) => !keys.has(key))
  return [...clips, ...behind].slice(0, total)
}
