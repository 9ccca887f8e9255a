/** What a file is likely to be, before the server has looked into it. */
import type { StudioInfo } from '#lib/api/studio.ts'
import type { Sentence } from '#lib/language/language.ts'
import type { ReferenceKind } from '#lib/seedance/request.ts'
import { EXTENSIONS } from './accepted-files.ts'
import { fileSize } from './format.ts'
import { KIND_WORDS } from './words.ts'

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
): Sentence | undefined {
  if (bytes <= limits[kind]) return undefined
  return {
    en: `${fileSize(bytes, 'en')} is too large: a ${KIND_WORDS.en[kind].one} may have ${fileSize(limits[kind], 'en')}. Choose a smaller file.`,
    zh: `${fileSize(bytes, 'zh')} 太大：${KIND_WORDS.zh[kind].one}最大 ${fileSize(limits[kind], 'zh')}。请换一个小一些的文件。`,
  }
}
