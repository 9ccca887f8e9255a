/** Why a place takes a drop or not, in sentences. */
import type { Sentence } from '#lib/language/language.ts'
import type { ReferenceKind, ReferenceRole } from '#lib/seedance/request.ts'
import { list } from './format.ts'
import { countKinds, KIND_WORDS, ROLE_WORDS } from './words.ts'

type Frame = Extract<ReferenceRole, 'first_frame' | 'last_frame'>
interface Named {
  name: string
  kind: ReferenceKind
  role: ReferenceRole
}

/** More names than this are counted instead. */
const NAMED = 2

export const DROP_WORDS = {
  noFrame: (model: string, frame: Frame): Sentence => ({
    en: `${model} takes no ${frameEn(frame)}.`,
    zh: `${model} 不支持${ROLE_WORDS.zh[frame]}。`,
  }),
  framesArePictures: (frame: Frame): Sentence => ({
    en: `A ${frameEn(frame)} is a picture.`,
    zh: `${ROLE_WORDS.zh[frame]}要用图片。`,
  }),
  onePicture: { en: 'It takes one picture.', zh: '只能放一张图片。' },
  framesAlone: (others: readonly Named[]): Sentence => ({
    en: `First and last frame go with nothing but each other. Remove ${some(others, 'en')} first.`,
    zh: `首帧和尾帧不能与其他素材同时使用，请先移除 ${some(others, 'zh')}。`,
  }),
  oneFrame: (model: string, name: string): Sentence => ({
    en: `${model} takes one frame alone. Remove ${name} first.`,
    zh: `${model} 只能用一个首帧或尾帧，请先移除 ${name}。`,
  }),
  becomes: (name: string, frame: Frame): Sentence => ({
    en: `${name} becomes the ${frameEn(frame)}.`,
    zh: `${name} 会改为${ROLE_WORDS.zh[frame]}。`,
  }),
  noKind: (model: string, kind: ReferenceKind): Sentence => ({
    en: `${model} takes no ${KIND_WORDS.en[kind].many} as references.`,
    zh: `${model} 不支持${KIND_WORDS.zh[kind].many}参考素材。`,
  }),
  framesHere: (frames: readonly Named[], kind: ReferenceKind): Sentence => {
    const { many } = KIND_WORDS.en[kind]
    const names = frames.map(({ name }) => name)
    return {
      en:
        frames.length > 1
          ? `${list(names, 'en')} are frames, and frames go with no ${many}. Give them other roles first.`
          : `${list(names, 'en')} is a frame, and frames go with no ${many}. Give it another role first.`,
      zh: `${list(names, 'zh')} 用作首帧或尾帧，不能与${KIND_WORDS.zh[kind].many}同时使用，请先改成其他用途。`,
    }
  },
  allHere: (total: number): Sentence => ({
    en: `All ${total} references are there.`,
    zh: `最多 ${total} 个参考素材，已满。`,
  }),
  allOfKindHere: (kind: ReferenceKind, limit: number): Sentence => ({
    en: `All ${KIND_WORDS.en[kind].count(limit)} are there.`,
    zh: `最多 ${KIND_WORDS.zh[kind].count(limit)}，已满。`,
  }),
  room: (kind: ReferenceKind, free: number): Sentence => ({
    en: `There is room for ${free} more ${free === 1 ? KIND_WORDS.en[kind].one : KIND_WORDS.en[kind].many}.`,
    zh: `还能放 ${KIND_WORDS.zh[kind].count(free)}。`,
  }),
  noLastFrame: { en: 'The last frame of this take was not kept.', zh: '这条没有保留尾帧。' },
} as const

/** The same sentence once, however many things it is said of. */
export function distinct(sentences: readonly Sentence[]): Sentence[] {
  return [...new Map(sentences.map((sentence) => [sentence.en, sentence])).values()]
}

function frameEn(frame: Frame): string {
  return ROLE_WORDS.en[frame].toLowerCase()
}

function some(references: readonly Named[], language: 'en' | 'zh'): string {
  return references.length > NAMED
    ? countKinds(references, language)
    : list(
        references.map(({ name }) => name),
        language,
      )
}
