/** What a change of model had to change, in sentences. */
import type { Sentence } from '#lib/language/language.ts'
import type { DurationChoice } from '#lib/seedance/models.ts'
import type {
  Mode,
  Ratio,
  ReferenceKind,
  ReferenceRole,
  RequestSettings,
  Resolution,
} from '#lib/seedance/request.ts'
import { KIND_WORDS, MODE_WORDS, ratioInWords, RESOLUTION_WORDS, ROLE_WORDS } from './words.ts'

/** `model` is always the new one. */
export const CARRY_OVER_WORDS = {
  mode: (model: string, now: Mode, before: Mode): Sentence => ({
    en: `It is now “${MODE_WORDS.en[now].label}”: ${model} has no “${MODE_WORDS.en[before].label}”.`,
    zh: `已改为“${MODE_WORDS.zh[now].label}”：${model} 不支持“${MODE_WORDS.zh[before].label}”。`,
  }),
  noKind: (model: string, kind: ReferenceKind, name: string): Sentence => ({
    en: `${model} takes no ${KIND_WORDS.en[kind].many}: remove “${name}”.`,
    zh: `${model} 不支持${KIND_WORDS.zh[kind].many}素材：请移除“${name}”。`,
  }),
  noPlace: (model: string, name: string): Sentence => ({
    en: `${model} has no place for “${name}”: remove it.`,
    zh: `${model} 用不上“${name}”：请移除。`,
  }),
  role: (name: string, role: ReferenceRole): Sentence => ({
    en: `“${name}” is now the ${ROLE_WORDS.en[role].toLowerCase()}.`,
    zh: `“${name}”已改为${ROLE_WORDS.zh[role]}。`,
  }),
  off: (model: string, setting: Sentence): Sentence => ({
    en: `${setting.en} is off: ${model} doesn’t have it.`,
    zh: `${setting.zh}已关闭：${model} 不支持。`,
  }),
  lengthOfModel: (model: string): Sentence => ({
    en: `The length is up to ${model}.`,
    zh: `时长由 ${model} 决定。`,
  }),
  length: (model: string, duration: number, { seconds }: DurationChoice): Sentence => ({
    en: `The length is now ${duration} s: ${model} makes ${seconds[0]} to ${seconds.at(-1)} s.`,
    zh: `时长已改为 ${duration} 秒：${model} 支持 ${seconds[0]}–${seconds.at(-1)} 秒。`,
  }),
  ratio: (model: string, ratio: Ratio): Sentence => ({
    en: `The shape ${ratioInWords(ratio, 'en')} is not one of ${model}: it uses its own.`,
    zh: `${model} 不支持画面比例 ${ratioInWords(ratio, 'zh')}，已改用它的默认比例。`,
  }),
  resolution: (model: string, now: Resolution, before: Resolution): Sentence => ({
    en: `The resolution is now ${RESOLUTION_WORDS[now]}: ${model} has no ${RESOLUTION_WORDS[before]}.`,
    zh: `分辨率已改为 ${RESOLUTION_WORDS[now]}：${model} 不支持 ${RESOLUTION_WORDS[before]}。`,
  }),
} as const

/** Settings that are missed when a model lacks them. */
export const MISSED_SETTINGS: Partial<Record<keyof RequestSettings, Sentence>> = {
  frames: { en: 'A length in frames', zh: '按帧数定时长' },
  seed: { en: 'The fixed seed', zh: '固定种子' },
  generateAudio: { en: 'Sound', zh: '声音' },
  watermark: { en: 'The watermark', zh: '水印' },
  cameraFixed: { en: 'The fixed camera', zh: '固定镜头' },
  returnLastFrame: { en: 'Keeping the last frame', zh: '保留尾帧' },
  serviceTier: { en: 'Flex at half price', zh: '离线推理（flex）' },
  draft: { en: 'The draft render', zh: '样片' },
  priority: { en: 'Priority', zh: '优先级' },
  webSearch: { en: 'Web search', zh: '联网搜索' },
  outputFormat: { en: 'The MOV format', zh: 'MOV 格式' },
}
