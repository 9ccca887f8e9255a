'use client'
import { useMemo, useState, useSyncExternalStore } from 'react'
import { frameCount } from '#components/player/frame-math.ts'
import type { ComparedTake } from '#lib/api/comparison.ts'
import type { ClipFile } from '#lib/generation/generation.ts'
import { createComparePlayer, type ComparePlayer, type CompareState } from './compare-player.ts'

/** A new player where the clips become others; it goes on where the one before stood, with the same one heard. */
export function useComparePlayer(takes: readonly ComparedTake[], initialFrame: number): ComparePlayer {
  const clips = takes.flatMap(({ generation: { clip } }) => clip ?? [])
  const names = clips.map(({ mediaId }) => mediaId).join()
  const [kept] = useState((): { frame: number; heard?: string | undefined } => ({ frame: initialFrame }))
  return useMemo(() => {
    const place = clips.findIndex(({ mediaId }) => mediaId === kept.heard)
    const player = createComparePlayer(clips.map(toTiming), {
      initialFrame: kept.frame,
      ...(place >= 0 && { heard: place }),
    })
    player.subscribe(() => {
      const { frame, heard } = player.state()
      kept.frame = frame
      kept.heard = clips[heard ?? -1]?.mediaId
    })
    return player
    // The clips' names say all that is read of them.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [names, kept])
}

function toTiming({ fps, duration, hasAudio }: ClipFile) {
  return { fps, frames: frameCount(duration, fps), hasAudio }
}

/** Draws anew only when what is selected changes; that has to be a plain value or an object that the state keeps. */
export function useCompare<Selected>(
  player: ComparePlayer,
  select: (state: CompareState) => Selected,
): Selected {
  const read = () => select(player.state())
  return useSyncExternalStore(player.subscribe, read, read)
}
