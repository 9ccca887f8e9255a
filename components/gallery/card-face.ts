/** What a card of the gallery shows, in words and addresses: for the server's drawing and for the grid alike. Pure. */
import { STANDING_WORDS } from '#components/review/standing-mark.tsx'
import { clock } from '#components/studio/format.ts'
import { fillsStage } from '#components/studio/sprite-frame.ts'
import { averageColor } from '#components/ui/average-color.ts'
import type { GalleryCard } from '#lib/api/gallery.ts'
import type { GenerationState } from '#lib/generation/generation.ts'
import { defineWords, type Language } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: {
    take: (take: number) => `take ${take}`,
    takes: (count: number) => `${count} takes`,
    stars: (count: number) => (count === 1 ? '1 star' : `${count} stars`),
    picked: 'picked',
    rejected: 'rejected',
    favourite: 'favourite',
    untitled: 'Without a prompt',
    comma: ', ',
  },
  zh: {
    take: (take) => `第 ${take} 条`,
    takes: (count) => `${count} 条`,
    stars: (count) => `${count} 星`,
    picked: '已选用',
    rejected: '已淘汰',
    favourite: '已收藏',
    untitled: '没有提示词',
    comma: '，',
  },
})

const STATES: Readonly<Record<Language, Readonly<Record<GenerationState, string>>>> = defineWords({
  en: {
    queued: 'Queued',
    submitting: 'Sending',
    running: 'Running',
    saving: 'Saving',
    uncertain: 'Uncertain',
    succeeded: 'Without a file',
    failed: 'Failed',
    cancelled: 'Cancelled',
    expired: 'Expired',
  },
  zh: {
    queued: '排队中',
    submitting: '发送中',
    running: '生成中',
    saving: '保存中',
    uncertain: '未确定',
    succeeded: '没有文件',
    failed: '失败',
    cancelled: '已取消',
    expired: '已过期',
  },
})

export interface CardFace {
  /** Read out for the whole card. */
  label: string
  title: string
  href: string
  /** Instead of a picture, where there is none. */
  state: string
  poster: string
  /** So near to the shape of its place that bars would look like a mistake. */
  fills: boolean
  colour: string
  length: string
  takes: string
}

export function cardFace(card: GalleryCard, language: Language): CardFace {
  const words = WORDS[language]
  const { clip, takes = 1 } = card
  const title = card.prompt.trim() === '' ? words.untitled : card.prompt
  const length = clip ? clock(Math.round(clip.duration) * 1000) : ''
  const state = clip ? '' : STATES[language][card.state]
  const said = [
    title,
    takes > 1 ? words.takes(takes) : words.take(card.take),
    length || state,
    card.rating > 0 && words.stars(card.rating),
    card.pick && words[card.pick],
    card.standing && STANDING_WORDS[language][card.standing],
    card.isFavourite && words.favourite,
  ]
  return {
    label: said.filter((part) => part).join(words.comma),
    title,
    href: clipAddress(card.id),
    state,
    poster: clip ? `/api/media/${clip.mediaId}/preview` : '',
    fills: clip !== undefined && fillsStage(clip),
    colour: clip?.thumbhash === undefined ? '' : colourOf(clip.thumbhash),
    length,
    takes: takes > 1 ? String(takes) : '',
  }
}

export function clipAddress(id: string): string {
  return `/clips/${id}`
}

/** The same few come back with every screen. */
const colours = new Map<string, string>()
const MOST_COLOURS = 2000

function colourOf(hash: string): string {
  const known = colours.get(hash)
  if (known !== undefined) return known
  if (colours.size >= MOST_COLOURS) colours.clear()
  const colour = averageColor(hash)
  colours.set(hash, colour)
  return colour
}
