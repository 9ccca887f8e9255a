import type { Sentence } from '#lib/language/language.ts'
import type { CommandGroup } from './registry.ts'

/** In the order in which they are shown. */
export const GROUPS: readonly CommandGroup[] = [
  'write',
  'references',
  'settings',
  'takes',
  'clips',
  'selection',
  'player',
  'compare',
  'sequence',
  'studio',
]

export const GROUP_WORDS: Readonly<Record<CommandGroup, Sentence>> = {
  write: { en: 'Prompt', zh: '提示词' },
  references: { en: 'References', zh: '参考素材' },
  settings: { en: 'Settings', zh: '设置' },
  takes: { en: 'Takes', zh: '生成结果' },
  clips: { en: 'Clips', zh: '成片' },
  selection: { en: 'Selection', zh: '选择' },
  player: { en: 'Player', zh: '播放器' },
  compare: { en: 'Compare', zh: '对比' },
  sequence: { en: 'Sequence', zh: '串联' },
  studio: { en: 'Seedreel', zh: 'Seedreel' },
}
