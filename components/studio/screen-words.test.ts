import { describe, expect, test } from 'vitest'
import type { Generation } from '#lib/generation/generation.ts'
import { downloadAddress, downloadName } from './download-name.ts'
import { emptyDraft } from './draft.ts'
import { kindOf, kindOfAddress, tooLarge } from './file-kind.ts'
import { ago, clock, fileSize, moneyRange, seconds, span, spanRange, tokens } from './format.ts'
import { priceInWords } from './price-line.tsx'
import { readSeed } from './seed-field.tsx'
import { newsInWords } from './take-news.ts'
import { placeAt } from './use-sortable.ts'
import { countKinds } from './words.ts'

function take(fields: Partial<Generation> = {}): Generation {
  return {
    id: 'gen_1',
    projectId: 'prj_1',
    shotId: 'sht_1',
    take: 2,
    authorId: 'usr_1',
    provider: 'sandbox',
    state: 'succeeded',
    recipe: {
      model: 'doubao-seedance-2-0-260128',
      prompt: [{ text: 'A paper boat: drifts down the rain-soaked street at dusk, past windows' }],
      references: [],
      settings: {},
    },
    mode: 't2v',
    createdAt: 0,
    attempts: 1,
    cancelRequested: false,
    version: 1,
    ...fields,
  }
}

describe('the download’s name', () => {
  test('is the beginning of the prompt, the take and the model, without what file systems refuse', () => {
    expect(downloadName(take(), 'en')).toBe(
      'A paper boat drifts down the rain-soaked street - take 2 - Seedance 2.0.mp4',
    )
  })

  test('goes into the address, beside what stands there already', () => {
    const clip = { downloadUrl: '/api/generations/gen_1/download?name=x' } as NonNullable<Generation['clip']>
    expect(downloadAddress(take({ clip }), 'http://studio', 'en')).toMatch(
      /^\/api\/generations\/gen_1\/download\?name=A\+paper/,
    )
  })
})

test('times, sizes and money', () => {
  expect([clock(7000), clock(102_000), clock(3_729_000)]).toEqual(['0:07', '1:42', '1:02:09'])
  expect([8400, 80_000, 120_000, 400_000].map((time) => span(time, 'en'))).toEqual([
    '8 s',
    '1 min 20 s',
    '2 min',
    '7 min',
  ])
  expect([820_000, 4_210_000, 31_457_280].map((bytes) => fileSize(bytes, 'en'))).toEqual([
    '820 KB',
    '4.2 MB',
    '31 MB',
  ])
  expect([moneyRange(5.009, 5.04, 'CNY', 'en'), moneyRange(0.7, 0.7, 'USD', 'en')]).toEqual([
    '¥5.01–5.04',
    '$0.70',
  ])
  expect([9999, 108_900, 1_234_567].map((count) => tokens(count, 'en'))).toEqual([
    '9,999',
    '108.9 K',
    '1.23 M',
  ])
})

test('the same in Chinese: its own units, and dollars that say whose', () => {
  expect([8400, 80_000, 120_000, 7_200_000].map((time) => span(time, 'zh'))).toEqual([
    '8 秒',
    '1 分 20 秒',
    '2 分钟',
    '2 小时',
  ])
  expect(spanRange({ from: 40_000, to: 120_000 }, 'zh')).toBe('40 秒到 2 分钟')
  expect([seconds(7.25, 'zh'), fileSize(4_210_000, 'zh')]).toEqual(['7.3 秒', '4.2 MB'])
  expect([moneyRange(5.009, 5.04, 'CNY', 'zh'), moneyRange(0.7, 0.7, 'USD', 'zh')]).toEqual([
    '¥5.01–5.04',
    'US$0.70',
  ])
  expect([9999, 108_900, 1_234_567].map((count) => tokens(count, 'zh'))).toEqual([
    '9,999',
    '10.9 万',
    '123.46 万',
  ])
})

test('how long ago: dates say the year where it is another', () => {
  const now = Date.UTC(2026, 10, 22, 12)
  const before = (days: number) => now - days * 86_400_000
  expect([ago(now, now, 'en'), ago(before(10), now, 'en'), ago(before(400), now, 'en')]).toEqual([
    'just now',
    '12 Nov',
    '18 Oct 2025',
  ])
  expect([ago(before(0.2), now, 'zh'), ago(before(10), now, 'zh'), ago(before(400), now, 'zh')]).toEqual([
    '4 小时前',
    '11月12日',
    '2025年10月18日',
  ])
})

test('the price is that of all takes; the sandbox says what it would be', () => {
  const draft = { ...emptyDraft(), settings: { ratio: '16:9' as const }, takes: 2 }
  expect(priceInWords(draft, false, 'en')).toEqual({ price: '¥10.02', detail: '$1.52 · 217.8 K tokens' })
  expect(priceInWords(draft, true, 'en')).toEqual({ price: 'Free', detail: '¥10.02 with a real provider' })
  expect(priceInWords({ ...draft, model: 'gemini-omni' }, false, 'en').detail).toBe(
    'its price is not published',
  )
  expect(priceInWords(draft, true, 'zh')).toEqual({ price: '免费', detail: '真实服务商需 ¥10.02' })
  expect(priceInWords({ ...draft, model: 'gemini-omni' }, false, 'zh').detail).toBe('价格未公布')
})

test('kinds of files, by ending before type', () => {
  expect(kindOf({ name: 'A.HEIC', type: '' })).toBe('image')
  expect(kindOf({ name: 'notes.txt', type: 'text/plain' })).toBeUndefined()
  expect(kindOf({ name: 'image', type: 'image/png' })).toBe('image')
  expect(kindOfAddress('https://a.example/x/clip.mp4?token=1#t')).toBe('video')
  expect(tooLarge('image', 31_000_000, { image: 30_000_000, video: 0, audio: 0 })).toEqual({
    en: '31 MB is too large: a picture may have 30 MB. Choose a smaller file.',
    zh: '31 MB 太大：图片最大 30 MB。请换一个小一些的文件。',
  })
})

test('what is read out: states that changed, never a moving figure', () => {
  const before = new Map([['gen_1', take({ state: 'running', progress: 10 })]])
  expect(newsInWords(before, [take({ state: 'running', progress: 60 })], 'en')).toBeUndefined()
  expect(newsInWords(before, [take()], 'en')).toBe('Take 2: Ready.')
})

test('a dragged row passes a neighbour at the neighbour’s middle', () => {
  const rows = [0, 50, 100].map((top) => ({ top, height: 50 }))
  expect([placeAt(rows, 0, 60), placeAt(rows, 0, 80), placeAt(rows, 0, 140), placeAt(rows, 2, 20)]).toEqual([
    0, 1, 2, 0,
  ])
})

test('seeds are digits; 0 is one and nothing is none', () => {
  expect([readSeed('0'), readSeed(' 12a3'), readSeed(''), readSeed('99999999999')]).toEqual([
    0,
    123,
    undefined,
    2_147_483_647,
  ])
})

test('what is attached, in words', () => {
  const of = (...kinds: ('image' | 'video' | 'audio')[]) =>
    countKinds(
      kinds.map((kind) => ({ kind })),
      'en',
    )
  expect([of('image', 'image'), of('image', 'audio'), of('image', 'video', 'audio')]).toEqual([
    '2 pictures',
    '1 picture and 1 sound',
    '1 picture, 1 clip and 1 sound',
  ])
})
