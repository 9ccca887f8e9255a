import 'server-only'
import { fileTypeFromBuffer } from 'file-type'
import type { ReferenceKind } from '#lib/seedance/request.ts'

/**
 * What file-type asks for, at most: enough for every format below. An MP3 may open with a larger tag, which is then
 * believed until the file is inspected.
 */
export const SNIFF_BYTES = 4100

/** What the studio keeps, by format word (capabilities.json). All of it can be decoded here, so all of it is checked. */
export const MEDIA_FORMATS = {
  jpeg: { kind: 'image', mime: 'image/jpeg', extension: 'jpg' },
  png: { kind: 'image', mime: 'image/png', extension: 'png' },
  webp: { kind: 'image', mime: 'image/webp', extension: 'webp' },
  bmp: { kind: 'image', mime: 'image/bmp', extension: 'bmp' },
  tiff: { kind: 'image', mime: 'image/tiff', extension: 'tif' },
  gif: { kind: 'image', mime: 'image/gif', extension: 'gif' },
  mp4: { kind: 'video', mime: 'video/mp4', extension: 'mp4' },
  mov: { kind: 'video', mime: 'video/quicktime', extension: 'mov' },
  wav: { kind: 'audio', mime: 'audio/wav', extension: 'wav' },
  mp3: { kind: 'audio', mime: 'audio/mpeg', extension: 'mp3' },
} as const satisfies Record<string, { kind: ReferenceKind; mime: string; extension: string }>

export type MediaFormat = keyof typeof MEDIA_FORMATS

export type Sniffed = { ok: true; format: MediaFormat; kind: ReferenceKind } | { ok: false; message: string }

/** Other words of file-type for what the table above holds. */
const ALIASES: Record<string, MediaFormat> = { jpg: 'jpeg', tif: 'tiff', apng: 'png', m4v: 'mp4' }

const RIGHT = {
  image: 'Save the picture as JPEG, PNG or WebP and add that.',
  video: 'Convert the clip to MP4 (H.264) and add that.',
  audio: 'Convert the sound to WAV or MP3 and add that.',
}

const WHAT_WOULD_DO =
  'Pictures can be JPEG, PNG, WebP, BMP, TIFF or GIF, clips MP4 or MOV, sounds WAV or MP3.'

/** What the first bytes of a file say it is. Neither its name nor a Content-Type is asked. */
export async function sniffMedia(head: Uint8Array): Promise<Sniffed> {
  const found = head.byteLength === 0 ? undefined : await fileTypeFromBuffer(head.slice(0, SNIFF_BYTES))
  if (!found) {
    return { ok: false, message: `This is not a picture, clip or sound that can be read. ${WHAT_WOULD_DO}` }
  }
  const format = ALIASES[found.ext] ?? found.ext
  if (isMediaFormat(format)) return { ok: true, format, kind: MEDIA_FORMATS[format].kind }
  return { ok: false, message: refusal(found) }
}

export function isMediaFormat(word: string): word is MediaFormat {
  return Object.hasOwn(MEDIA_FORMATS, word)
}

function refusal({ ext, mime }: { ext: string; mime: string }): string {
  const name = ext.toUpperCase()
  // The models take HEIC, but nothing here can decode it (sharp's build has no HEVC), so it could be neither shown nor checked.
  if (mime === 'image/heic' || mime === 'image/heif') {
    return `HEIC photos can't be shown or checked here. ${RIGHT.image}`
  }
  const family = mime.split('/')[0]
  if (family === 'image' || family === 'video' || family === 'audio') {
    return `${name} files can't be used. ${RIGHT[family]}`
  }
  return `This is a ${name} file. ${WHAT_WOULD_DO}`
}
