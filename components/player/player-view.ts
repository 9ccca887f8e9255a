'use client'
/** How this browser likes its players: what counts the time, and which lines lie over the picture. */
import { useSyncExternalStore } from 'react'
import { readKept, writeKept } from '#components/studio/commands/kept.ts'

export const GUIDES = ['action', 'title', 'tall', 'square'] as const
export type Guide = (typeof GUIDES)[number]

interface PlayerView {
  countsFrames: boolean
  guides: readonly Guide[]
}

const KEY = 'seedreel-player-view'
const DEFAULTS: PlayerView = { countsFrames: false, guides: [] }

let view: PlayerView | undefined
const listeners = new Set<() => void>()

export function usePlayerView(): PlayerView {
  return useSyncExternalStore(subscribe, readView, () => DEFAULTS)
}

export function toggleCount(): void {
  changeView({ countsFrames: !readView().countsFrames })
}

export function toggleGuide(guide: Guide): void {
  const { guides } = readView()
  changeView({ guides: guides.includes(guide) ? guides.filter((one) => one !== guide) : [...guides, guide] })
}

/** The two safe areas, both or none. */
export function toggleSafeAreas(): void {
  const { guides } = readView()
  const others = guides.filter((guide) => guide !== 'action' && guide !== 'title')
  changeView({ guides: others.length < guides.length ? others : [...others, 'action', 'title'] })
}

function changeView(part: Partial<PlayerView>): void {
  view = { ...readView(), ...part }
  writeKept(KEY, view)
  for (const listener of listeners) listener()
}

function readView(): PlayerView {
  view ??= asView(readKept(KEY))
  return view
}

function asView(kept: unknown): PlayerView {
  if (typeof kept !== 'object' || kept === null) return DEFAULTS
  const list: unknown[] = 'guides' in kept && Array.isArray(kept.guides) ? kept.guides : []
  return {
    countsFrames: 'countsFrames' in kept && kept.countsFrames === true,
    guides: GUIDES.filter((guide) => list.includes(guide)),
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
