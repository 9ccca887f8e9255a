/** What a file is likely to be, before the server has looked into it. */
import type { StudioInfo } from '#lib/api/studio.ts'
import { defineWords, type Language } from '#lib/language/language.ts'
import type { ReferenceKind } from '#lib/seedance/request.ts'
import { fileSize } from './format.ts'
import { KIND_WORDS } from './words.ts'

const EXTENSIONS: Record<string, ReferenceKind> = {
  jpg: 'image',
  jpeg: 'image',
  png: 'image',
  webp: 'image',
  bmp: 'image',
  tif: 'image',
  tiff: 'image',
  gif: 'image',
  heic: 'image',
  heif: 'image',
  mp4: 'video',
  mov: 'video',
  wav: 'audio',
  mp3: 'audio',
}

/** For the file dialog; dropped and pasted files are judged by kindOf. */
export const ACCEPTED_FILES = Object.keys(EXTENSIONS)
  .map((extension) => `.${extension}`)
  .join(',')

export function kindOf(file: { name: string; type: string }): ReferenceKind | undefined {
  const extension = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase()
  if (extension && EXTENSIONS[extension]) return EXTENSIONS[extension]
  // Pasted pictures have a type and a made-up name.
  if (extension) return undefined
  return (['image', 'video', 'audio'] as const).find((kind) => file.type.startsWith(`${kind}/`))
}

/** The kind that an address promises; a picture when it promises nothing. */
export function kindOfAddress(address: string): ReferenceKind {
  const path = URL.canParse(address) ? new URL(address).pathname : address
  return kindOf({ name: path, type: '' }) ?? 'image'
}

const TOO_LARGE = defineWords({
  en: (size: string, kind: string, most: string) =>
    `${size} is too large: a ${kind} may have ${most}. Choose a smaller file.`,
  zh: (size, kind, most) => `${size} 太大：${kind}最大 ${most}。请换一个小一些的文件。`,
})

/** Undefined when the file is small enough. */
export function tooLarge(
  kind: ReferenceKind,
  bytes: number,
  limits: StudioInfo['uploadLimits'],
  language: Language,
): string | undefined {
  if (bytes <= limits[kind]) return undefined
  const most = fileSize(limits[kind], language)
  return TOO_LARGE[language](fileSize(bytes, language), KIND_WORDS[language][kind].one, most)
}
