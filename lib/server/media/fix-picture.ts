import 'server-only'
import { stat } from 'node:fs/promises'
import sharp, { type Sharp } from 'sharp'
import type { Size } from '#lib/seedance/fix-frame.ts'
import type { MediaFix } from '#lib/seedance/plan-fix.ts'
import type { FixJob } from './fix-job.ts'
import { InspectError } from './inspect-job.ts'
import { asInspectError, openPicture } from './inspect-picture.ts'
import type { MediaFormat } from './sniff.ts'

/** Formats that keep every pixel, so that what is made of them should too, while it fits. */
const LOSSLESS: readonly MediaFormat[] = ['png', 'bmp', 'tiff', 'gif']
/** Tried in turn until the file is small enough. 92 shows no difference, 60 a little in gradients. */
const QUALITIES = [92, 84, 74, 60]

/** Crops, scales and pads as the fix says, upright, in sRGB, without metadata. The same job makes the same bytes. */
export async function fixPicture(job: FixJob): Promise<MediaFormat> {
  const { frame } = job.fix
  if (!frame) throw new Error('a fix of a picture without a frame')
  const source = await openPicture(job)
  const upright = await source
    .autoOrient()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(asInspectError)
  const { width, height, channels } = upright.info
  const picture = () => cropped(sharp(upright.data, { raw: { width, height, channels } }), frame)
  const made = await padded(picture, frame, frame.crop ?? { width, height })
  const pixels = await made.raw().toBuffer({ resolveWithObject: true })
  const raw = { width: frame.width, height: frame.height, channels: pixels.info.channels }
  return write(job, () => sharp(pixels.data, { raw }))
}

function cropped(picture: Sharp, { crop }: NonNullable<MediaFix['frame']>): Sharp {
  return crop ? picture.extract(crop) : picture
}

async function padded(
  picture: () => Sharp,
  frame: NonNullable<MediaFix['frame']>,
  part: Size,
): Promise<Sharp> {
  const { width, height, fill } = frame
  if (!fill) return picture().resize(width, height, { fit: 'fill' })
  const inner = insideOf(part, frame)
  const front = await picture().resize(inner.width, inner.height, { fit: 'fill' }).png().toBuffer()
  const back =
    fill === 'blur'
      ? sharp(await blurred(picture(), frame)).resize(width, height, { fit: 'fill', kernel: 'cubic' })
      : sharp({ create: { width, height, channels: 3, background: fill } })
  return back.composite([{ input: front, left: inner.left, top: inner.top }]).removeAlpha()
}

/** Where the whole part stands in the frame, in its own shape. */
export function insideOf(part: Size, frame: Size): Size & { left: number; top: number } {
  const scale = Math.min(frame.width / part.width, frame.height / part.height)
  const width = Math.min(frame.width, Math.max(1, Math.round(part.width * scale)))
  const height = Math.min(frame.height, Math.max(1, Math.round(part.height * scale)))
  return {
    width,
    height,
    left: Math.floor((frame.width - width) / 2),
    top: Math.floor((frame.height - height) / 2),
  }
}

/** The picture filling the frame, blurred small: nothing of it can be made out, and it costs a sixty-fourth. */
function blurred(picture: Sharp, { width, height }: Size): Promise<Buffer> {
  const small = { width: Math.ceil(width / 8), height: Math.ceil(height / 8) }
  const sigma = Math.max(2, Math.min(small.width, small.height) / 16)
  return picture
    .flatten()
    .resize(small.width, small.height, { fit: 'cover' })
    .png()
    .toBuffer()
    .then((covered) => sharp(covered).blur(sigma).png().toBuffer())
}

async function write(job: FixJob, picture: () => Sharp): Promise<MediaFormat> {
  const { hasAlpha } = await picture().metadata()
  const attempts: [MediaFormat, Sharp][] = [
    ...(hasAlpha || LOSSLESS.includes(job.format) ? [['png', picture().png()] as [MediaFormat, Sharp]] : []),
    ...QUALITIES.map((quality): [MediaFormat, Sharp] =>
      hasAlpha
        ? ['webp', picture().webp({ quality })]
        : ['jpeg', picture().jpeg({ quality, chromaSubsampling: '4:4:4' })],
    ),
  ]
  for (const [format, encoder] of attempts) {
    await encoder.toFile(job.outputPath)
    if ((await stat(job.outputPath)).size <= job.maxBytes) return format
  }
  throw new InspectError('too_large', {
    en: 'The picture stays too large whatever is done. Choose a smaller one.',
    zh: '无论怎样处理，图片仍然过大。请换一张小一些的。',
  })
}
