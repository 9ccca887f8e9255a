/** What a file is likely to be, before the server has looked into it. */
import type { StudioInfo } from '#lib/api/studio.ts'
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

/** Undefined when the file is small enough. */
export function tooLarge(
  kind: ReferenceKind,
  bytes: number,
  limits: StudioInfo['uploadLimits'],
): string | undefined {
  if (bytes <= limits[kind]) return undefined
  return `${fileSize(bytes)} is too large: a ${KIND_WORDS[kind].one} may have ${fileSize(limits[kind])}. Choose a smaller file.`
}
