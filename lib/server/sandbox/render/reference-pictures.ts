import 'server-only'
import type { Canvas } from '@napi-rs/canvas'
import sharp, { type Sharp } from 'sharp'
import { canvasOf, type Size } from './pixel-canvas.ts'
import { ReferenceVideo } from './reference-video.ts'
import { RenderFailed, type RenderReference } from './render-job.ts'

// One clip at a time on a shared machine: sharp must neither fill memory nor take every core.
sharp.cache(false)
sharp.concurrency(1)

/** Behind transparent pictures. */
const GROUND = '#15161a'

/** The reference upright, filling the size, cut at the longer sides. Of a video, the frame in its middle. */
export async function coverPicture(
  references: readonly RenderReference[],
  index: number,
  size: Size,
): Promise<Canvas> {
  return readPicture(references, index, size, 'cover')
}

/** The reference upright and whole, as large as fits into the size. */
export async function wholePicture(
  references: readonly RenderReference[],
  index: number,
  size: Size,
): Promise<Canvas> {
  return readPicture(references, index, size, 'inside')
}

/** Width by height of the reference as seen upright. */
export async function pictureShape(references: readonly RenderReference[], index: number): Promise<Size> {
  const reference = referenceAt(references, index)
  if (reference.kind === 'video') {
    using video = await ReferenceVideo.open(reference.path, index)
    return video.shape
  }
  try {
    const { autoOrient } = await sharp(reference.path).metadata()
    return { width: autoOrient.width, height: autoOrient.height }
  } catch (cause) {
    throw unreadable(index, cause)
  }
}

/** A cheap strong blur: down to a thumbnail, blurred there, and up again. */
export async function blurredCopy(picture: Canvas, size: Size): Promise<Canvas> {
  const raw = { width: picture.width, height: picture.height, channels: 4 } as const
  const small = await sharp(picture.data(), { raw }).resize(96, 96, { fit: 'fill' }).blur(4).toBuffer()
  const large = await sharp(small, { raw: { width: 96, height: 96, channels: 4 } })
    .resize(size.width, size.height, { fit: 'fill', kernel: 'cubic' })
    .modulate({ brightness: 0.62, saturation: 1.15 })
    .toBuffer()
  return canvasOf(large, size)
}

async function readPicture(
  references: readonly RenderReference[],
  index: number,
  size: Size,
  fit: 'cover' | 'inside',
): Promise<Canvas> {
  const reference = referenceAt(references, index)
  try {
    const source =
      reference.kind === 'video' ? await middleFrame(reference.path, index) : sharp(reference.path)
    const { data, info } = await source
      .autoOrient()
      .resize(size.width, size.height, { fit })
      .toColourspace('srgb')
      .flatten({ background: GROUND })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    return canvasOf(data, { width: info.width, height: info.height })
  } catch (cause) {
    throw cause instanceof RenderFailed ? cause : unreadable(index, cause)
  }
}

async function middleFrame(path: string, index: number): Promise<Sharp> {
  using video = await ReferenceVideo.open(path, index)
  const frame = await video.frameNear(video.seconds / 2)
  return sharp(frame.data(), { raw: { width: frame.width, height: frame.height, channels: 4 } })
}

function referenceAt(references: readonly RenderReference[], index: number): RenderReference {
  const reference = references[index]
  if (!reference) throw new RenderFailed(`There is no reference ${index + 1}.`, { referenceIndex: index })
  return reference
}

function unreadable(referenceIndex: number, cause: unknown): RenderFailed {
  return new RenderFailed(`The picture of reference ${referenceIndex + 1} could not be decoded.`, {
    referenceIndex,
    cause,
  })
}
