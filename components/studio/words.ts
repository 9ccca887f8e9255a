/** What things are called on the screen. */
import { defineWords, type Language, type Words } from '#lib/language/language.ts'
import type { Mode, Ratio, ReferenceKind, ReferenceRole, Resolution } from '#lib/seedance/request.ts'
import { list } from './format.ts'

export const MODE_WORDS: Words<Record<Mode, { label: string; hint: string }>> = defineWords({
  en: {
    t2v: { label: 'Text to video', hint: 'Made from the prompt alone' },
    i2v: { label: 'First frame to video', hint: 'Starts with exactly this picture' },
    i2v_first_last: { label: 'First and last frame', hint: 'Moves from one picture to the other' },
    reference_images: { label: 'Reference pictures', hint: 'Shows what is in them, in a new scene' },
    reference_material: { label: 'References', hint: 'Takes up pictures, clips and sounds' },
    r2v: { label: 'References', hint: 'Takes up pictures and clips' },
    edit: { label: 'Edit a clip', hint: 'Changes what the prompt names, keeps the rest' },
    extend: { label: 'Extend a clip', hint: 'Goes on where the clip ends' },
    draft_final: { label: 'Full render of a draft', hint: 'The draft again, at full quality' },
  },
  zh: {
    t2v: { label: '文生视频', hint: '只根据提示词生成' },
    i2v: { label: '首帧生视频', hint: '从这张图片开始' },
    i2v_first_last: { label: '首尾帧生视频', hint: '从一张图片过渡到另一张' },
    reference_images: { label: '参考图生视频', hint: '把图中的内容放进新的场景' },
    reference_material: { label: '多模态参考', hint: '参考图片、视频和音频' },
    r2v: { label: '参考生视频', hint: '参考图片和视频' },
    edit: { label: '编辑视频', hint: '改动提示词提到的部分，其余不变' },
    extend: { label: '延长视频', hint: '从视频结尾接着生成' },
    draft_final: { label: '样片转正片', hint: '按样片重新生成，完整画质' },
  },
})

export const ROLE_WORDS: Words<Record<ReferenceRole, string>> = defineWords({
  en: {
    first_frame: 'First frame',
    last_frame: 'Last frame',
    reference_image: 'Reference',
    reference_video: 'Reference clip',
    reference_audio: 'Reference sound',
  },
  zh: {
    first_frame: '首帧',
    last_frame: '尾帧',
    reference_image: '参考图',
    reference_video: '参考视频',
    reference_audio: '参考音频',
  },
})

export const ROLE_HINTS: Words<Record<ReferenceRole, string>> = defineWords({
  en: {
    first_frame: 'The video starts with it',
    last_frame: 'The video ends on it',
    reference_image: 'A look, a person, a thing',
    reference_video: 'A movement, a scene, a style',
    reference_audio: 'A voice, music, a sound',
  },
  zh: {
    first_frame: '视频从它开始',
    last_frame: '视频在它结束',
    reference_image: '参考风格、人物或物品',
    reference_video: '参考动作、场景或风格',
    reference_audio: '参考人声、音乐或声音',
  },
})

/** `count` is a number of them, spelled out: "1 picture", “1 张图片”. */
export const KIND_WORDS: Words<
  Record<ReferenceKind, { one: string; many: string; count: (count: number) => string }>
> = defineWords({
  en: {
    image: {
      one: 'picture',
      many: 'pictures',
      count: (n: number) => (n === 1 ? '1 picture' : `${n} pictures`),
    },
    video: { one: 'clip', many: 'clips', count: (n: number) => (n === 1 ? '1 clip' : `${n} clips`) },
    audio: { one: 'sound', many: 'sounds', count: (n: number) => (n === 1 ? '1 sound' : `${n} sounds`) },
  },
  zh: {
    image: { one: '图片', many: '图片', count: (n) => `${n} 张图片` },
    video: { one: '视频', many: '视频', count: (n) => `${n} 个视频` },
    audio: { one: '音频', many: '音频', count: (n) => `${n} 个音频` },
  },
})

/** Written the same everywhere. */
export const RESOLUTION_WORDS: Record<Resolution, string> = {
  '480p': '480p',
  '720p': '720p',
  '1080p': '1080p',
  '4k': '4K',
}

const AUTO_RATIO = defineWords({ en: 'Auto', zh: '自动' })

export function ratioInWords(ratio: Ratio, language: Language): string {
  return ratio === 'adaptive' ? AUTO_RATIO[language] : ratio
}

/** "3 pictures and 1 clip", “3 张图片、1 个视频” */
export function countKinds(references: readonly { kind: ReferenceKind }[], language: Language): string {
  const parts = (['image', 'video', 'audio'] as const).flatMap((kind) => {
    const count = references.filter((reference) => reference.kind === kind).length
    return count === 0 ? [] : [KIND_WORDS[language][kind].count(count)]
  })
  return list(parts, language)
}
