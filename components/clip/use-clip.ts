'use client'
/** The clip of the page, and the way to another one without a new page. */
import { usePathname } from 'next/navigation'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { useLanguage } from '#components/ui/language.tsx'
import type { ClipDetail } from '#lib/api/clips.ts'
import type { GalleryCard } from '#lib/api/gallery.ts'
import { isFinal } from '#lib/generation/lifecycle.ts'
import { keepClip, knownClip, knownTake, loadClip, prefetchClip, subscribeClips } from './clip-store.ts'
import { clipName } from './clip-words.ts'

export interface ShownClip {
  id: string
  /** Absent while it is asked for: `card` is there then where its shot was known. */
  clip: ClipDetail | undefined
  card: GalleryCard | undefined
  /** It could not be read; pressing again asks again. */
  hasFailed: boolean
  reload(): void
  /** In the place of the present one: going back leads to where one came from, not through every take. */
  goTo(id: string): void
}

/** `first` is what the server has drawn. */
export function useClip(first: ClipDetail): ShownClip {
  const id = usePathname().split('/').at(-1) ?? first.generation.id
  const isFirst = id === first.generation.id
  useEffect(() => keepClip(first), [first])
  const clip = useSyncExternalStore(
    subscribeClips,
    () => knownClip(id) ?? (isFirst ? first : undefined),
    () => first,
  )
  const card = useSyncExternalStore(
    subscribeClips,
    () => knownTake(id),
    () => undefined,
  )
  const { hasFailed, reload } = useLoading(id, clip === undefined)
  useFollowing(clip)
  useTitle(clip)
  return { id, clip, card, hasFailed, reload, goTo: goToClip }
}

export function clipAddress(id: string): string {
  return `/clips/${id}`
}

/** The router hears of it, as of every change of the address, and asks the server for nothing. */
export function goToClip(id: string): void {
  window.history.replaceState(null, '', clipAddress(id))
}

function useLoading(id: string, isMissing: boolean): { hasFailed: boolean; reload: () => void } {
  const [failed, setFailed] = useState<string>()
  const ask = useCallback(() => void loadClip(id).catch(() => setFailed(id)), [id])
  useEffect(() => {
    if (isMissing) ask()
  }, [isMissing, ask])
  const reload = () => {
    setFailed(undefined)
    ask()
  }
  return { hasFailed: failed === id, reload }
}

const ASK_AFTER_MS = 2000

/** While it is being made; and the takes beside it are fetched ahead. */
function useFollowing(clip: ClipDetail | undefined): void {
  const generation = clip?.generation
  useEffect(() => {
    if (!generation || isFinal(generation.state)) return
    const timer = setInterval(() => {
      if (!document.hidden) loadClip(generation.id).catch(() => undefined)
    }, ASK_AFTER_MS)
    return () => clearInterval(timer)
  }, [generation])
  useEffect(() => {
    if (!clip) return
    const at = clip.takes.findIndex(({ id }) => id === clip.generation.id)
    for (const beside of [clip.takes[at + 1], clip.takes[at - 1]]) if (beside) prefetchClip(beside.id)
  }, [clip])
}

function useTitle(clip: ClipDetail | undefined): void {
  const language = useLanguage()
  const name = clip && clipName(clip.generation, language)
  useEffect(() => {
    if (name !== undefined) document.title = `${name} · Seedreel`
  }, [name])
}
