/** The kinds of files that references are made from, by their endings. */
import type { ReferenceKind } from '#lib/seedance/request.ts'

export const EXTENSIONS: Record<string, ReferenceKind> = {
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
