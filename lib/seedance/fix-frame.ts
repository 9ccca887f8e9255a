/** The arithmetic of frames: which size a picture or clip may have, nearest to the one it has (contract.md §3.4). Pure. */
import { INPUT_LIMITS } from './input-limits.ts'

export type FrameKind = 'image' | 'video'

/** Pixels. */
export interface Size {
  width: number
  height: number
}

/** Pixels of the upright original. */
export interface Box extends Size {
  left: number
  top: number
}

/** Whether a frame of this size breaks no limit of its kind. */
export function isAllowedSize(kind: FrameKind, { width, height }: Size): boolean {
  const { side } = INPUT_LIMITS[kind]
  const area = width * height
  const [least, most] = kind === 'video' ? INPUT_LIMITS.video.pixels : [0, Infinity]
  return (
    Math.min(width, height) >= side[0] &&
    Math.max(width, height) <= side[1] &&
    isAllowedShape(kind, { width, height }) &&
    area >= least &&
    area <= most
  )
}

export function isAllowedShape(kind: FrameKind, { width, height }: Size): boolean {
  const [narrowest, widest] = INPUT_LIMITS[kind].aspect
  return width / height >= narrowest && width / height <= widest
}

/** Width divided by height of the allowed shape that is nearest to this one. */
export function nearestAspect(kind: FrameKind, { width, height }: Size): number {
  const [narrowest, widest] = INPUT_LIMITS[kind].aspect
  return Math.min(widest, Math.max(narrowest, width / height))
}

/**
 * The allowed size nearest to this one, of the same shape to the pixel; clips get even sides, as H.264 halves their colours.
 * The shape must be an allowed one, or no more than rounding away from it.
 */
export function nearestSize(kind: FrameKind, { width, height }: Size): Size {
  const { side } = INPUT_LIMITS[kind]
  const area = width * height
  const [least, most] = kind === 'video' ? INPUT_LIMITS.video.pixels : [0, Infinity]
  const up = Math.max(side[0] / Math.min(width, height), Math.sqrt(least / area))
  const down = Math.min(side[1] / Math.max(width, height), Math.sqrt(most / area))
  const scale = Math.min(down, Math.max(up, 1))
  const ideal = { width: width * scale, height: height * scale }
  const step = kind === 'video' ? 2 : 1
  const candidates = around(ideal.width, step).flatMap((w) =>
    around(ideal.height, step).map((h) => ({ width: w, height: h })),
  )
  const allowed = candidates.filter((size) => isAllowedSize(kind, size))
  return allowed.toSorted((a, b) => distance(a, ideal) - distance(b, ideal))[0] ?? ideal
}

/** The largest part of this shape, from the middle. */
export function centredBox({ width, height }: Size, aspect: number): Box {
  const size =
    width / height > aspect
      ? { width: Math.max(1, Math.floor(height * aspect)), height }
      : { width, height: Math.max(1, Math.floor(width / aspect)) }
  return {
    ...size,
    left: Math.floor((width - size.width) / 2),
    top: Math.floor((height - size.height) / 2),
  }
}

/** The box moved by whole pixels and grown about its middle by `zoom`, kept inside `outer` and in its shape. */
export function movedBox(
  box: Box,
  outer: Size,
  change: { right?: number; down?: number; zoom?: number },
): Box {
  const { right = 0, down = 0, zoom = 1 } = change
  const aspect = box.width / box.height
  const largest = centredBox(outer, aspect)
  const least = Math.min(1, MIN_BOX_SIDE / Math.min(largest.width, largest.height))
  const part = Math.min(1, Math.max(least, (box.width * zoom) / largest.width))
  const width = zoom === 1 ? box.width : Math.max(1, Math.round(largest.width * part))
  const height = zoom === 1 ? box.height : Math.max(1, Math.round(largest.height * part))
  const left = Math.round(box.left + (box.width - width) / 2 + right)
  const top = Math.round(box.top + (box.height - height) / 2 + down)
  return {
    width,
    height,
    left: Math.min(outer.width - width, Math.max(0, left)),
    top: Math.min(outer.height - height, Math.max(0, top)),
  }
}

/** Of fewer pixels nobody makes out anything. */
const MIN_BOX_SIDE = 64

/** What has the shape and holds all of the picture. */
export function surroundingSize({ width, height }: Size, aspect: number): Size {
  return width / height > aspect
    ? { width, height: Math.ceil(width / aspect) }
    : { width: Math.ceil(height * aspect), height }
}

function around(value: number, step: number): number[] {
  const below = Math.floor(value / step) * step
  return [below - step, below, below + step, below + 2 * step].filter((side) => side > 0)
}

/** How far a size is from the wanted one: a wrong shape is seen, a pixel more or less is not. */
function distance(size: Size, ideal: Size): number {
  const shape = Math.abs(Math.log(size.width / size.height) - Math.log(ideal.width / ideal.height))
  const scale = Math.abs(Math.log(size.width * size.height) - Math.log(ideal.width * ideal.height))
  return shape * 4 + scale
}
