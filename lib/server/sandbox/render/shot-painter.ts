import 'server-only'
import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas'
import { blurredCopy, coverPicture, pictureShape, wholePicture } from './reference-pictures.ts'
import type { Size } from './pixel-canvas.ts'
import { ReferenceVideo } from './reference-video.ts'
import { FRAMES_PER_SECOND, type RenderReference } from './render-job.ts'
import type { Shot, Viewpoint } from './storyboard.ts'

/*
 * Turns the references of one shot into something that can be drawn at every frame. Pictures are read once, at the
 * largest scale the camera reaches, and let go with the shot.
 */

export interface ShotPainter extends AsyncDisposable {
  /** Awaited before `paint`, once per frame in order. */
  prepare?(): Promise<void>
  paint(context: SKRSContext2D, view: Viewpoint, progress: number): void
}

/** A picture that would lose more than this share of itself when it fills the frame is shown whole, as a card. */
const MOST_CUT_AWAY = 0.42
/** Pictures are kept a little larger than the frame, so that moving in stays sharp. */
const SPARE_SCALE = 1.15
/** Above this, spare pixels cost more memory than they show. */
const LARGEST_SPARE_WIDTH = 2300

export async function openShot(
  shot: Shot,
  references: readonly RenderReference[],
  frame: Size,
): Promise<ShotPainter> {
  const [first, ...others] = shot.references
  if (first === undefined) throw new Error('A shot without references belongs to the scene.')
  if (others.length > 0) return openMosaic(shot.references, references, frame)
  const mustFill = shot.hold !== 'none'
  const shape = await pictureShape(references, first)
  const isCard = !mustFill && shareCutAway(shape, frame) > MOST_CUT_AWAY
  const reference = references[first]
  if (reference?.kind === 'video') return openVideo(reference.path, first, shape, frame, isCard)
  if (isCard) return openCard(await wholePicture(references, first, cardRoom(frame)), frame)
  return openFullPicture(await coverPicture(references, first, spareSize(frame)), frame)
}

function openFullPicture(picture: Canvas, frame: Size): ShotPainter {
  return {
    paint: (context, view) => drawThrough(context, picture, frame, view),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

async function openCard(picture: Canvas, frame: Size): Promise<ShotPainter> {
  const backdrop = await blurredCopy(picture, frame)
  const card = dressCard(picture)
  return {
    paint: (context, view, progress) => paintCard(context, { backdrop, card }, frame, view, progress),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

async function openVideo(
  path: string,
  index: number,
  shape: Size,
  frame: Size,
  isCard: boolean,
): Promise<ShotPainter> {
  const video = await ReferenceVideo.open(path, index)
  const room = isCard ? cardRoom(frame) : frame
  const scale = (isCard ? Math.min : Math.max)(room.width / shape.width, room.height / shape.height)
  const size = { width: evenUp(shape.width * scale), height: evenUp(shape.height * scale) }
  const frames = video.frames(loopingTimes(video.seconds), size)
  const opening = await video.frameNear(0)
  const backdrop = isCard ? await blurredCopy(opening, frame) : undefined
  let current = opening
  return {
    async prepare() {
      const next = await frames.next()
      if (!next.done) current = next.value
    },
    paint(context, view, progress) {
      if (backdrop) paintCard(context, { backdrop, card: dressCard(current) }, frame, view, progress)
      else drawThrough(context, current, frame, { ...view, zoom: 1 + (view.zoom - 1) * 0.4 })
    },
    async [Symbol.asyncDispose]() {
      await frames.return(undefined)
      video[Symbol.dispose]()
    },
  }
}

/** More references than the clip has room for, side by side. */
async function openMosaic(
  indices: readonly number[],
  references: readonly RenderReference[],
  frame: Size,
): Promise<ShotPainter> {
  const size = spareSize(frame)
  const gap = Math.max(2, Math.round(size.height * 0.008))
  const columns = Math.ceil(Math.sqrt((indices.length * size.width) / size.height / 1.3))
  const rows = Math.ceil(indices.length / columns)
  const mosaic = createCanvas(size.width, size.height)
  const context = mosaic.getContext('2d')
  context.fillStyle = '#0b0c0f'
  context.fillRect(0, 0, size.width, size.height)
  for (const [place, index] of indices.entries()) {
    const row = Math.floor(place / columns)
    const inRow = row === rows - 1 ? indices.length - row * columns : columns
    const width = Math.ceil((size.width - gap * (inRow - 1)) / inRow)
    const height = Math.ceil((size.height - gap * (rows - 1)) / rows)
    const tile = await coverPicture(references, index, { width, height })
    context.drawImage(tile, (place - row * columns) * (width + gap), row * (height + gap))
  }
  return openFullPicture(mosaic, frame)
}

function drawThrough(context: SKRSContext2D, picture: Canvas, frame: Size, view: Viewpoint): void {
  const fill = Math.max(frame.width / picture.width, frame.height / picture.height) * view.zoom
  const width = picture.width * fill
  const height = picture.height * fill
  const x = (frame.width - width) / 2 - (view.x * (width - frame.width)) / 2
  const y = (frame.height - height) / 2 - (view.y * (height - frame.height)) / 2
  context.drawImage(picture, x, y, width, height)
}

/** The card drifts against its own blurred backdrop, which makes the depth. */
function paintCard(
  context: SKRSContext2D,
  { backdrop, card }: { backdrop: Canvas; card: Canvas },
  frame: Size,
  view: Viewpoint,
  progress: number,
): void {
  drawThrough(context, backdrop, frame, { zoom: view.zoom + 0.12, x: -view.x, y: -view.y })
  const scale = 0.94 + 0.06 * (view.zoom - 1) * 6
  const drift = frame.width * 0.02 * (progress - 0.5) * Math.sign(view.x || 1)
  const width = card.width * scale
  const height = card.height * scale
  // Above the middle, where the captions don't reach.
  context.drawImage(card, (frame.width - width) / 2 + drift, frame.height * 0.44 - height / 2, width, height)
}

/** Rounded corners, a hairline of light and a soft shadow, drawn once. */
function dressCard(picture: Canvas): Canvas {
  const shade = Math.round(Math.min(picture.width, picture.height) * 0.09)
  const radius = Math.min(picture.width, picture.height) * 0.03
  const card = createCanvas(picture.width + 2 * shade, picture.height + 2 * shade)
  const context = card.getContext('2d')
  context.shadowColor = 'rgba(0, 0, 0, 0.55)'
  context.shadowBlur = shade * 0.8
  context.shadowOffsetY = shade * 0.25
  context.beginPath()
  context.roundRect(shade, shade, picture.width, picture.height, radius)
  context.fillStyle = '#000'
  context.fill()
  context.shadowColor = 'transparent'
  context.save()
  context.clip()
  context.drawImage(picture, shade, shade)
  context.restore()
  context.strokeStyle = 'rgba(255, 255, 255, 0.16)'
  context.lineWidth = Math.max(1, picture.height / 500)
  context.stroke()
  return card
}

function* loopingTimes(seconds: number): Generator<number> {
  const frames = Math.max(1, Math.floor(seconds * FRAMES_PER_SECOND))
  for (let frame = 0; ; frame += 1) yield (frame % frames) / FRAMES_PER_SECOND
}

function shareCutAway(shape: Size, frame: Size): number {
  const shapes = [shape.width / shape.height, frame.width / frame.height]
  return 1 - Math.min(...shapes) / Math.max(...shapes)
}

function cardRoom(frame: Size): Size {
  return { width: Math.round(frame.width * 0.8), height: Math.round(frame.height * 0.69) }
}

function spareSize(frame: Size): Size {
  const scale = Math.min(SPARE_SCALE, Math.max(1, LARGEST_SPARE_WIDTH / frame.width))
  return { width: evenUp(frame.width * scale), height: evenUp(frame.height * scale) }
}

function evenUp(length: number): number {
  return 2 * Math.ceil(length / 2)
}
