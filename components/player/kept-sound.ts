/** How loud this browser was last set. One that keeps nothing starts at full. */

export interface Sound {
  /** 0 to 1. */
  volume: number
  muted: boolean
}

const KEY = 'seedreel-player-sound'

export function readSound(): Sound {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    if (typeof kept === 'object' && kept !== null && 'volume' in kept && 'muted' in kept) {
      const { volume, muted } = kept
      if (typeof volume === 'number' && volume >= 0 && volume <= 1) return { volume, muted: muted === true }
    }
  } catch {
    // Forbidden, or not ours.
  }
  return { volume: 1, muted: false }
}

export function keepSound({ volume, muted }: Sound): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ volume, muted }))
  } catch {
    // Full or forbidden: the next clip is as loud as this one was at first.
  }
}
