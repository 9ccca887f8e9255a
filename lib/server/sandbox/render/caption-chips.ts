import 'server-only'
import type { Canvas, SKRSContext2D } from '@napi-rs/canvas'
import type { CaptionToken } from './caption-layout.ts'
import { coverPicture } from './reference-pictures.ts'
import type { CaptionSegment, RenderReference } from './render-job.ts'

/*
 * A name in the caption, as a small pill: the picture it stands for, then the name. Lengths are shares of the type size.
 */

const HEIGHT = 1.32
const THUMB_WIDTH = 1.5
const INSET = 0.1
const GAP = 0.3
const END = 0.46
/** Around the chip, so that it doesn't touch its neighbours. */
const MARGIN = 0.08

export interface Thumbnails {
  pictures: ReadonlyMap<number, Canvas>
  kinds: readonly RenderReference['kind'][]
}

export async function readThumbnails(
  references: readonly RenderReference[],
  segments: readonly CaptionSegment[],
  size: number,
): Promise<Thumbnails> {
  const pictures = new Map<number, Canvas>()
  for (const segment of segments) {
    if (!('referenceIndex' in segment) || pictures.has(segment.referenceIndex)) continue
    if (references[segment.referenceIndex]?.kind === 'audio' || !references[segment.referenceIndex]) continue
    const area = { width: Math.round(size * THUMB_WIDTH), height: Math.round(size * (HEIGHT - 2 * INSET)) }
    pictures.set(segment.referenceIndex, await coverPicture(references, segment.referenceIndex, area))
  }
  return { pictures, kinds: references.map((reference) => reference.kind) }
}

export function measureChip(nameWidth: number, size: number): number {
  return nameWidth + size * (MARGIN * 2 + INSET + THUMB_WIDTH + GAP + END)
}

export function drawChip(
  context: SKRSContext2D,
  chip: {
    token: Extract<CaptionToken, { kind: 'chip' }>
    x: number
    middle: number
    baseline: number
    size: number
    thumbnails: Thumbnails
  },
): void {
  const { token, size, middle } = chip
  const x = chip.x + size * MARGIN
  const height = size * HEIGHT
  drawPill(context, { x, y: middle - height / 2, width: token.width - 2 * size * MARGIN, height, size })
  const thumb = {
    x: x + size * INSET,
    y: middle - height / 2 + size * INSET,
    width: size * THUMB_WIDTH,
    height: size * (HEIGHT - 2 * INSET),
  }
  const picture = chip.thumbnails.pictures.get(token.referenceIndex)
  context.save()
  context.beginPath()
  context.roundRect(thumb.x, thumb.y, thumb.width, thumb.height, size * 0.26)
  context.clip()
  context.fillStyle = 'rgba(255, 255, 255, 0.16)'
  context.fillRect(thumb.x, thumb.y, thumb.width, thumb.height)
  if (picture) context.drawImage(picture, thumb.x, thumb.y, thumb.width, thumb.height)
  else drawWave(context, thumb)
  if (chip.thumbnails.kinds[token.referenceIndex] === 'video') drawPlayMark(context, thumb)
  context.restore()
  context.fillStyle = '#fff'
  context.fillText(token.name, thumb.x + thumb.width + size * GAP, chip.baseline)
}

interface Box {
  x: number
  y: number
  width: number
  height: number
}

function drawPill(context: SKRSContext2D, { x, y, width, height, size }: Box & { size: number }): void {
  context.shadowColor = 'rgba(0, 0, 0, 0.35)'
  context.shadowBlur = size * 0.35
  context.shadowOffsetY = size * 0.06
  context.beginPath()
  context.roundRect(x, y, width, height, size * 0.36)
  context.fillStyle = 'rgba(20, 22, 28, 0.62)'
  context.fill()
  context.shadowColor = 'transparent'
  context.strokeStyle = 'rgba(255, 255, 255, 0.24)'
  context.lineWidth = Math.max(1, size * 0.035)
  context.stroke()
}

/** A sound has no picture: a few bars instead. */
function drawWave(context: SKRSContext2D, box: Box): void {
  const heights = [0.3, 0.62, 0.95, 0.5, 0.78, 0.4, 0.24]
  const step = box.width / (heights.length + 1)
  context.fillStyle = 'rgba(255, 255, 255, 0.92)'
  for (const [index, share] of heights.entries()) {
    const height = box.height * 0.72 * share
    const x = box.x + step * (index + 1) - step * 0.2
    context.beginPath()
    context.roundRect(x, box.y + (box.height - height) / 2, step * 0.42, height, step * 0.2)
    context.fill()
  }
}

function drawPlayMark(context: SKRSContext2D, box: Box): void {
  const side = box.height * 0.36
  const x = box.x + box.width / 2 - side * 0.42
  const y = box.y + box.height / 2
  context.fillStyle = 'rgba(0, 0, 0, 0.28)'
  context.fillRect(box.x, box.y, box.width, box.height)
  context.fillStyle = '#fff'
  context.beginPath()
  context.moveTo(x, y - side / 2)
  context.lineTo(x + side, y)
  context.lineTo(x, y + side / 2)
  context.fill()
}
