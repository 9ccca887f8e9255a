'use client'
import { useState } from 'react'

export const COMPARE_VIEWS = ['side', 'wipe', 'difference'] as const
export type CompareView = (typeof COMPARE_VIEWS)[number]

/** How often the difference of two pictures is made brighter: that of two takes with another seed is plain at once, a watermark's isn't. */
export const GAINS = [1, 2, 4, 8, 16] as const

export interface Switches {
  view: CompareView
  setView: (view: CompareView) => void
  nextView: () => void
  /** Share of the width that shows the first clip, 0 to 100. */
  wipe: number
  setWipe: (wipe: number) => void
  gain: number
  setGain: (gain: number) => void
}

/** More than two can only be looked at side by side. */
export function useSwitches(count: number): Switches {
  const [wanted, setView] = useState<CompareView>('side')
  const [wipe, setWipe] = useState(50)
  const [gain, setGain] = useState(1)
  const view = count === 2 ? wanted : 'side'
  return {
    view,
    setView,
    nextView: () =>
      setView(COMPARE_VIEWS[(COMPARE_VIEWS.indexOf(view) + 1) % COMPARE_VIEWS.length] ?? 'side'),
    wipe,
    setWipe: (next) => setWipe(Math.min(100, Math.max(0, next))),
    gain,
    setGain,
  }
}
