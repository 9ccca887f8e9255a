'use client'
/**
 * What lies on the table while one clip is looked at: what is said of it, what is being drawn, which comment is looked at. The player, the
 * panel beside it and the keys share it. No React but the hook.
 */
import { useSyncExternalStore } from 'react'
import type { FramePlayer } from '#components/player/frame-player.ts'
import type { DrawingColour, DrawingShape, DrawingTool } from '#lib/api/drawing.ts'
import type { ClipReview, Comment, FrameRange } from '#lib/api/review.ts'

interface Desk {
  clipId: string
  /** Absent until it was read. */
  review?: ClipReview
  /** It could not be read. */
  isLost: boolean
  player?: FramePlayer
  tab: 'about' | 'comments'
  /** The comment whose drawing and frames are looked at. */
  selected?: string
  isDrawing: boolean
  tool: DrawingTool
  colour: DrawingColour
  shapes: readonly DrawingShape[]
  /** Where the shapes are, wherever one looks meanwhile; absent without shapes. */
  drawnAt?: FrameRange
}

let desk: Desk = {
  clipId: '',
  isLost: false,
  tab: 'about',
  isDrawing: false,
  tool: 'pen',
  colour: 'red',
  shapes: [],
}
const AT_FIRST = desk
const listeners = new Set<() => void>()

export function readDesk(): Desk {
  return desk
}

export function changeDesk(part: Partial<Desk>): void {
  desk = { ...desk, ...part }
  for (const listener of listeners) listener()
}

/** Another clip: what was said of the last one and was being drawn on it goes, how one likes to look stays. */
export function openDesk(clipId: string): void {
  if (desk.clipId === clipId) return
  const { review: _, selected: __, drawnAt: ___, ...rest } = desk
  desk = rest
  changeDesk({ clipId, isLost: false, isDrawing: false, shapes: [] })
}

export function useDesk<Selected>(select: (state: Desk) => Selected): Selected {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => select(desk),
    () => select(AT_FIRST),
  )
}

/** The loop where one is marked, else the frame that is shown; undefined without a player. */
export function framesOf(player: FramePlayer | undefined): FrameRange | undefined {
  if (!player) return undefined
  const { loop, frame, target = frame } = player.state()
  return loop ? { from: loop.in, to: loop.out } : { from: target, to: target }
}

/** What is drawn from now on; the first shape stays with the frames that are shown. */
export function putShapes(shapes: readonly DrawingShape[]): void {
  const { drawnAt: before, ...rest } = desk
  desk = rest
  const drawnAt = shapes.length === 0 ? undefined : (before ?? framesOf(desk.player))
  changeDesk({ shapes, ...(drawnAt && { drawnAt }) })
}

/** Stands still at the frame to be drawn on: where shapes are already, at theirs. */
export function beginDrawing(): void {
  const { player, drawnAt } = desk
  if (!player) return
  player.pause()
  changeDesk({ tab: 'comments', isDrawing: true })
  if (drawnAt && !isWithin(drawnAt, player.state().frame)) void player.seekToFrame(drawnAt.from)
}

export function isWithin({ from, to }: FrameRange, frame: number): boolean {
  return from <= frame && frame <= to
}

/** Shows where a comment is: its frame, its drawing, and itself in the list. */
export function goToComment(comment: Comment): void {
  // An answer stands where the comment does that it belongs to.
  const { id, frames } = desk.review?.comments.find((one) => one.id === comment.parentId) ?? comment
  changeDesk({ selected: id, tab: 'comments' })
  if (!frames || !desk.player) return
  desk.player.pause()
  void desk.player.seekToFrame(frames.from)
  document.querySelector('[data-time-bar]')?.closest('section')?.scrollIntoView({ block: 'nearest' })
}

/** Comments that stand at a frame, in the order of the clip. */
export function inOrderOfFrames(comments: readonly Comment[]): Comment[] {
  return comments
    .filter(({ frames, isRemoved }) => frames && !isRemoved)
    .toSorted((one, other) => (one.frames?.from ?? 0) - (other.frames?.from ?? 0))
}
