import 'server-only'
import { readFile } from 'node:fs/promises'
import { loadImage, createCanvas } from '@napi-rs/canvas'
import sharp, { type Sharp } from 'sharp'
import { InspectError, type InspectJob, type MediaInspection } from './inspect-job.ts'
import { thumbhashOf } from './thumbhash.ts'

/** 100 million pixels: three times the largest picture a model takes, and 400 MB when decoded. Guards against bombs. */
const MAX_PIXELS = 100_000_000

/** Longest side of a picture's preview, pixels. */
const PREVIEW_SIDE = 640

/** Decodes the whole picture (of an animation or a multi-page TIFF the first page), honours EXIF orientation. */
export async function inspectPicture(job: InspectJob): Promise<MediaInspection> {
  const picture = await openPicture(job)
  const metadata = await picture.metadata().catch(asInspectError)
  if (job.format !== 'bmp' && metadata.format !== job.format) {
    throw new InspectError('undecodable', {
      en: `The file starts like a ${job.format.toUpperCase()} picture, but it is none.`,
      zh: `文件开头像 ${job.format.toUpperCase()} 图片，但并不是。`,
    })
  }
  const preview = await picture
    .autoOrient()
    .resize(PREVIEW_SIDE, PREVIEW_SIDE, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80 })
    .toBuffer()
    .catch(asInspectError)
  await sharp(preview).toFile(job.posterPath)
  const { width, height } = metadata.autoOrient
  return { width, height, hasAudio: false, thumbhash: await thumbhashOf(preview) }
}

/** As it lies in the file: EXIF orientation is the caller's to apply. */
export async function openPicture({ path, format }: Pick<InspectJob, 'path' | 'format'>): Promise<Sharp> {
  if (format === 'bmp') return openBitmap(path)
  return sharp(path, {
    limitInputPixels: MAX_PIXELS,
    failOn: 'error',
    sequentialRead: true,
    autoOrient: false,
  })
}

/** libvips knows no BMP; Skia does. The size is read first, as Skia has no limit to set. */
async function openBitmap(path: string): Promise<Sharp> {
  const bytes = await readFile(path)
  if (bytes.byteLength < 54)
    throw new InspectError('truncated', { en: 'The picture is incomplete.', zh: '图片不完整。' })
  const stated = { width: Math.abs(bytes.readInt32LE(18)), height: Math.abs(bytes.readInt32LE(22)) }
  if (stated.width * stated.height > MAX_PIXELS) throw tooManyPixels()
  const image = await loadImage(bytes).catch((error: unknown) => {
    throw new InspectError(
      'undecodable',
      {
        en: "The file is damaged: the picture in it can't be decoded.",
        zh: '文件已损坏：其中的图片无法解码。',
      },
      error,
    )
  })
  const canvas = createCanvas(image.width, image.height)
  canvas.getContext('2d').drawImage(image, 0, 0)
  return sharp(canvas.data(), { raw: { width: image.width, height: image.height, channels: 4 } })
}

export function asInspectError(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error)
  if (/exceeds pixel limit/i.test(message)) throw tooManyPixels()
  throw new InspectError(
    'undecodable',
    {
      en: "The file is damaged or incomplete: the picture in it can't be decoded.",
      zh: '文件已损坏或不完整：其中的图片无法解码。',
    },
    error,
  )
}

function tooManyPixels(): InspectError {
  return new InspectError('too_large', {
    en: 'The picture has more than 100 million pixels. Make it smaller and add it again.',
    zh: '图片超过 1 亿像素。请缩小后重新添加。',
  })
}
