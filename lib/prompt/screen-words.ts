/**
 * Problems in the words of the screen. checkLimits writes for callers of the API, with field names and places; a person sees cards with names.
 * Where a card is to blame, the reason leads to it.
 */
import { inSequence, type Sentence } from '#lib/language/language.ts'
import { modelOrLoosest, type ModelCapabilities } from '#lib/seedance/models.ts'
import type { Problem } from '#lib/seedance/problem.ts'
import type { ReferenceKind, ReferenceRole } from '#lib/seedance/request.ts'

interface Card {
  name: string
  kind: ReferenceKind
  role: ReferenceRole
}

interface Said {
  field: string
  message: Sentence
}

/** One problem; several where several cards have it. */
export function inScreenWords(problem: Problem, modelId: string, cards: readonly Card[]): Said[] {
  const { model } = modelOrLoosest(modelId)
  return (
    aboutPrompt(problem, cards) ??
    aboutFrames(problem, model, cards) ??
    aboutKind(problem, model, cards) ??
    aboutMode(problem, model) ?? [{ field: problem.field, message: withName(problem, model, cards) }]
  )
}

function aboutPrompt({ field, code }: Problem, cards: readonly Card[]): Said[] | undefined {
  if (field !== 'prompt' || code !== 'missing') return undefined
  const message =
    cards.length > 0
      ? { en: 'Write what should happen.', zh: '请写下要发生什么。' }
      : { en: 'Write a prompt, or add a picture to start from.', zh: '请写提示词，或添加一张图片作为起点。' }
  return [{ field, message }]
}

function aboutFrames(
  { field, code }: Problem,
  model: ModelCapabilities,
  cards: readonly Card[],
): Said[] | undefined {
  const first = cards.findIndex(({ role }) => role === 'first_frame')
  const last = cards.findIndex(({ role }) => role === 'last_frame')
  if (field === 'references' && code === 'conflict') {
    const others = unfit(model, cards)
    if (others) return others
    const at = first === -1 ? last : first
    const name = cards[at]?.name ?? ''
    const message = {
      en: `First and last frame go with nothing but each other. Give ${name} another role, or remove the other references.`,
      zh: `首帧和尾帧不能与其他素材同时使用。请把 ${name} 改成其他用途，或移除其他素材。`,
    }
    return [{ field: `references.${at}`, message }]
  }
  if (field !== 'images') return undefined
  if (code === 'too_few') {
    const message = {
      en: 'A last frame is missing: add a picture for it.',
      zh: '还缺一个尾帧：请为它添加一张图片。',
    }
    return [{ field, message }]
  }
  if (code === 'missing' && last !== -1 && first === -1) {
    const { name } = cards[last] ?? { name: '' }
    const message = {
      en: `${name} is a last frame, which needs a first frame too.`,
      zh: `${name} 是尾帧，还需要一个首帧。`,
    }
    return [{ field: `references.${last}`, message }]
  }
  return code === 'too_many' ? frameTwice(cards) : undefined
}

function frameTwice(cards: readonly Card[]): Said[] | undefined {
  const said = (['first_frame', 'last_frame'] as const).flatMap((role) => {
    const frame = role === 'first_frame' ? { en: 'first', zh: '首帧' } : { en: 'last', zh: '尾帧' }
    const more = cards.flatMap((card, index) => (card.role === role ? [{ ...card, index }] : [])).slice(1)
    return more.map(({ name, index }) => ({
      field: `references.${index}`,
      message: {
        en: `There can be one ${frame.en} frame. Give ${name} another role, or remove it.`,
        zh: `只能有一个${frame.zh}。请把 ${name} 改成其他用途，或将其移除。`,
      },
    }))
  })
  return said.length > 0 ? said : undefined
}

const KIND_OF_FIELD: Readonly<Record<string, ReferenceKind>> = {
  images: 'image',
  videos: 'video',
  audios: 'audio',
}
const ONE = {
  image: { en: 'a picture', zh: '一张图片' },
  video: { en: 'a clip', zh: '一个视频' },
  audio: { en: 'a sound', zh: '一个音频' },
} as const
const MANY = {
  image: { en: 'pictures', zh: '图片' },
  video: { en: 'clips', zh: '视频' },
  audio: { en: 'sounds', zh: '音频' },
} as const
const LIMIT_FIELD = { image: 'images', video: 'videos', audio: 'audios' } as const

function aboutKind(
  { field, code }: Problem,
  model: ModelCapabilities,
  cards: readonly Card[],
): Said[] | undefined {
  const kind = KIND_OF_FIELD[field]
  if (kind === undefined) return aboutAll(field, code, model, cards)
  const { label, references } = model
  const many = MANY[kind]
  const mine = cards.flatMap((card, index) => (card.kind === kind ? [{ ...card, index }] : []))
  const most = references[LIMIT_FIELD[kind]]
  const each = (chosen: typeof mine, message: (name: string) => Sentence): Said[] =>
    chosen.map(({ name, index }) => ({ field: `references.${index}`, message: message(name) }))
  switch (code) {
    case 'missing':
      return [{ field, message: { en: `Add ${ONE[kind].en} first.`, zh: `请先添加${ONE[kind].zh}。` } }]
    case 'conflict':
      return each(mine.slice(0, 1), (name) => ({
        en: `${label} takes no sound alone. Add a picture or a clip to ${name}.`,
        zh: `${label} 不能只用音频。请在 ${name} 之外再添加图片或视频。`,
      }))
    case 'not_supported_by_model':
      return (
        unfit(model, cards) ??
        each(mine, (name) => ({
          en: `${label} can’t use ${name} this way. Give it another role, remove it, or change the model.`,
          zh: `${label} 不能这样使用 ${name}。请改成其他用途、将其移除，或更换模型。`,
        }))
      )
    case 'too_many':
      return each(mine.slice(most), (name) => ({
        en: `${label} takes ${most} ${many.en} at most. Remove ${name}.`,
        zh: `${label} 的${many.zh}最多 ${most} 个。请移除 ${name}。`,
      }))
    case 'too_long': {
      const seconds = kind === 'video' ? references.videoTotalSeconds : references.audioTotalSeconds
      const message = {
        en: `The ${many.en} may be ${seconds} s long together for ${label}. Trim or remove one.`,
        zh: `${label} 的${many.zh}合计最长 ${seconds} 秒。请裁短或移除一个。`,
      }
      return [{ field: `references.${mine.at(-1)?.index}`, message }]
    }
    default:
      return undefined
  }
}

/** Every card of a kind that the model takes none of, not the first alone. */
function unfit({ label, references }: ModelCapabilities, cards: readonly Card[]): Said[] | undefined {
  const said = cards.flatMap(({ name, kind, role }, index) => {
    if (role === 'first_frame' || role === 'last_frame' || references[LIMIT_FIELD[kind]] > 0) return []
    const message = {
      en: `${label} can’t use ${name} as a reference. Remove it, or change the model.`,
      zh: `${label} 不能把 ${name} 用作参考素材。请将其移除，或更换模型。`,
    }
    return [{ field: `references.${index}`, message }]
  })
  return said.length > 0 ? said : undefined
}

function aboutAll(
  field: string,
  code: Problem['code'],
  { label, references: { total } }: ModelCapabilities,
  cards: readonly Card[],
): Said[] | undefined {
  if (field !== 'references') return undefined
  if (code === 'missing') {
    return [{ field, message: { en: 'Add a picture, a clip or a sound.', zh: '请添加图片、视频或音频。' } }]
  }
  if (code !== 'too_many' || total === undefined) return undefined
  return cards.slice(total).map(({ name }, index) => ({
    field: `references.${total + index}`,
    message: {
      en: `${label} takes ${total} references at most. Remove ${name}.`,
      zh: `${label} 最多 ${total} 个参考素材。请移除 ${name}。`,
    },
  }))
}

function aboutMode({ field, code }: Problem, { label }: ModelCapabilities): Said[] | undefined {
  if (field !== 'mode') return undefined
  const message =
    code === 'not_supported_by_model'
      ? { en: `${label} doesn’t have the mode that is set.`, zh: `${label} 没有所设的模式。` }
      : {
          en: 'The references don’t fit the mode that is set.',
          zh: '参考素材与所设的模式不符。',
        }
  const way = {
    en: 'Choose another mode above the prompt.',
    zh: '请在提示词上方选择其他模式。',
  }
  return [{ field, message: inSequence(message, way) }]
}

/** `image 2 is too wide` becomes `fox is too wide`, and the model is called by its name. */
function withName(
  { field, code, message }: Problem,
  { id, label }: ModelCapabilities,
  cards: readonly Card[],
): Sentence {
  const plain = (text: string) => text.replaceAll(id, label).replace(/\d{5,}/g, grouped)
  const { en, zh } = { en: plain(message.en), zh: plain(message.zh) }
  const name = cards[Number(/^references\.(\d+)/.exec(field)?.[1] ?? -1)]?.name
  if (name !== undefined && code === 'duplicate_name') {
    return {
      en: `Another reference is called ${name} too. Rename one of them.`,
      zh: `还有一个素材也叫 ${name}。请给其中一个改名。`,
    }
  }
  if (name === undefined || en.includes(name)) return { en, zh }
  const place = { en: /^(image|video|audio) \d+ /, zh: /^(图片|视频|音频) \d+ / }
  return place.en.test(en)
    ? { en: en.replace(place.en, () => `${name} `), zh: zh.replace(place.zh, () => `${name} `) }
    : { en: `${name}: ${en}`, zh: `${name}：${zh}` }
}

/** 407696 pixels are read as 407,696, in both languages. */
function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',')
}
