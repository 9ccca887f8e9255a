import type { Sentence } from '#lib/language/language.ts'
import type { CommandGroup } from './registry.ts'

/** In the order in which they are shown. */
export const GROUPS: readonly CommandGroup[] = ['write', 'references', 'settings', 'takes', 'studio']

export const GROUP_WORDS: Readonly<Record<CommandGroup, Sentence>> = {
  write: { en: 'Prompt', zh: '提示词' },
  references: { en: 'References', zh: '参考素材' },
  settings: { en: 'Settings', zh: '设置' },
  takes: { en: 'Takes', zh: '生成结果' },
  studio: { en: 'Studio', zh: '工作室' },
}
