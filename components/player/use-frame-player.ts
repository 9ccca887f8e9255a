'use client'
import { createContext, use, useEffect, useMemo, useSyncExternalStore, type RefObject } from 'react'
import {
  createFramePlayer,
  type FrameControls,
  type FramePlayer,
  type FramePlayerOptions,
  type PlayerState,
} from './frame-player.ts'

export const PlayerOf = createContext<FramePlayer | undefined>(undefined)

/** For what a page puts into a player; undefined outside of one. */
export function usePlayerAround(): FramePlayer | undefined {
  return use(PlayerOf)
}

/** A player of frames over the video element, which must be there when the component is, and stay. */
export function useFramePlayer(
  video: RefObject<HTMLVideoElement | null>,
  { fps, frames, initialFrame, repeats }: FramePlayerOptions,
  /** What it plays: another one begins where the last was. */
  source?: string,
): FramePlayer {
  // Where it begins and whether it repeats are asked once.
  // oxlint-disable-next-line react/exhaustive-deps
  const player = useMemo(() => createFramePlayer({ fps, frames, initialFrame, repeats }), [fps, frames])
  useEffect(() => (video.current ? player.attach(video.current) : undefined), [player, video, source])
  return player
}

/** Draws anew only when what is selected changes; that has to be a plain value or an object that the state keeps. */
export function usePlayer<Selected>(
  player: FrameControls,
  select: (state: PlayerState) => Selected,
): Selected {
  const read = () => select(player.state())
  return useSyncExternalStore(player.subscribe, read, read)
}
