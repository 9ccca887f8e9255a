import 'server-only'
import { fileTypeFromBuffer } from 'file-type'
import { inSequence, type Sentence } from '#lib/language/language.ts'
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

export type Sniffed =
  { ok: true; format: MediaFormat; kind: ReferenceKind } | { ok: false; message: Sentence }

/** Other words of file-type for what the table above holds. */
const ALIASES: Record<string, MediaFormat> = { jpg: 'jpeg', tif: 'tiff', apng: 'png', m4v: 'mp4' }

const RIGHT = {
  image: {
    en: 'Save the picture as JPEG, PNG or WebP and add that.',
    zh: '请把图片存为 JPEG、PNG 或 WebP 后再添加。',
  },
  video: { en: 'Convert the clip to MP4 (H.264) and add that.', zh: '请把视频转换为 MP4（H.264）后再添加。' },
  audio: { en: 'Convert the sound to WAV or MP3 and add that.', zh: '请把音频转换为 WAV 或 MP3 后再添加。' },
}

const WHAT_WOULD_DO = {
  en: 'Pictures can be JPEG, PNG, WebP, BMP, TIFF or GIF, clips MP4 or MOV, sounds WAV or MP3.',
  zh: '图片可以是 JPEG、PNG、WebP、BMP、TIFF 或 GIF，视频可以是 MP4 或 MOV，音频可以是 WAV 或 MP3。',
}

const UNREADABLE = {
  en: 'This is not a picture, clip or sound that can be read.',
  zh: '这不是可以读取的图片、视频或音频。',
}
const NO_HEIC = { en: "HEIC photos can't be shown or checked here.", zh: 'HEIC 照片无法在这里显示或检查。' }

/** What the first bytes of a file say it is. Neither its name nor a Content-Type is asked. */
export async function sniffMedia(head: Uint8Array): Promise<Sniffed> {
  const found = head.byteLength === 0 ? undefined : await fileTypeFromBuffer(head.slice(0, SNIFF_BYTES))
  if (!found) {
    return { ok: false, message: inSequence(UNREADABLE, WHAT_WOULD_DO) }
  }
  const format = ALIASES[found.ext] ?? found.ext
  if (isMediaFormat(format)) return { ok: true, format, kind: MEDIA_FORMATS[format].kind }
  return { ok: false, message: refusal(found) }
}

export function isMediaFormat(word: string): word is MediaFormat {
  return Object.hasOwn(MEDIA_FORMATS, word)
}

function refusal({ ext, mime }: { ext: string; mime: string }): Sentence {
  const name = ext.toUpperCase()
  // The models take HEIC, but nothing here can decode it (sharp's build has no HEVC), so it could be neither shown nor checked.
  if (mime === 'image/heic' || mime === 'image/heif') {
    return inSequence(NO_HEIC, RIGHT.image)
  }
  const family = mime.split('/')[0]
  if (family === 'image' || family === 'video' || family === 'audio') {
    return inSequence({ en: `${name} files can't be used.`, zh: `无法使用 ${name} 文件。` }, RIGHT[family])
  }
  return inSequence({ en: `This is a ${name} file.`, zh: `这是 ${name} 文件。` }, WHAT_WOULD_DO)
}
