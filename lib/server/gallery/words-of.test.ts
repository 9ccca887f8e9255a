import { beforeAll, describe, expect, test } from 'vitest'
import type { Recipe } from '#lib/generation/generation.ts'
import { openDatabase } from '#lib/server/database/database.ts'
import type { GenerationRow } from '#lib/server/database/tables.ts'
import { MEMBER, mediaRow, START } from '#lib/server/testing/generation-world.ts'
import { insertManyClips } from '#lib/server/testing/many-clips.ts'
import { readQuestion, type SearchTerm } from './search-words.ts'
import { wordsOf } from './words-of.ts'

const RECIPE: Recipe = {
  model: 'doubao-seedance-1-5-pro-251215',
  prompt: [{ text: 'A lantern boat drifts, 穿过雨夜的港口 with ' }, { mention: 'ref_1' }],
  references: [
    {
      id: 'ref_1',
      kind: 'image',
      role: 'reference_image',
      name: '主角_v2',
      url: 'https://example.com/a.png',
    },
  ],
  settings: {
    ratio: '16:9',
    resolution: '1080p',
    duration: 8,
    seed: 424242,
    cameraFixed: true,
    watermark: true,
    draft: true,
    serviceTier: 'flex',
    generateAudio: false,
  },
}
const PROBLEM = {
  code: 'output_refused',
  providerCode: 'OutputVideoSensitiveContentDetected',
  message: { en: 'The content check held the clip back.', zh: '内容审核拦下了成片。' },
  advice: { en: 'Change the prompt and retry.', zh: '修改提示词后重试。' },
  retryable: true,
}

let row: GenerationRow

beforeAll(async () => {
  const database = await openDatabase({ path: ':memory:' })
  await database.migrate()
  const files = [mediaRow('med_file', START)]
  await insertManyClips(database, { count: 1, newestAt: START, authorId: MEMBER.userId, files })
  row = await database.db.selectFrom('generations').selectAll().executeTakeFirstOrThrow()
  await database.close()
})

const words = (problem?: object) =>
  wordsOf(
    {
      ...row,
      recipe: JSON.stringify(RECIPE),
      prompt_text: 'A lantern boat drifts, 穿过雨夜的港口 with @主角_v2',
      seed: 777001,
      problem: problem ? JSON.stringify(problem) : null,
    },
    ['hero shot', '夜景'],
  )

function isFound(kept: readonly string[], question: string): boolean {
  const has = ({ word, isPrefix }: SearchTerm) =>
    kept.some((other) => (isPrefix ? other.startsWith(word) : other === word))
  return readQuestion(question).wanted.every(has)
}

describe('a clip is found by', () => {
  test.each([
    ['its prompt', 'lantern drif'],
    ['its prompt in Chinese', '雨夜 港口'],
    ['the name of a reference', '@主角_v2'],
    ['a tag', 'hero'],
    ['a tag in Chinese', '夜景'],
    ['the name of the model', 'Seedance 1.5 pro'],
    ['its id', 'doubao-seedance-1-5-pro'],
    ['its shape', '16:9'],
    ['its size', '1080p'],
    ['its length', '8s'],
    ['its length in Chinese', '8秒'],
    ['the seed that was asked for', '424242'],
    ['the seed that was taken', '777001'],
    ['a setting', 'fixed camera'],
    ['a setting in Chinese', '固定镜头'],
    ['a watermark', '水印'],
    ['a draft', '样片'],
    ['the tier', 'flex'],
    ['silence', '无声'],
  ])('%s', (_, question) => {
    expect(isFound(words(), question)).toBe(true)
  })

  test.each(['OutputVideoSensitiveContentDetected', 'output_refused', 'held back', '内容审核'])(
    'what went wrong: %s',
    (question) => {
      expect(isFound(words(PROBLEM), question)).toBe(true)
    },
  )
})

test.each(['retry', 'message', 'advice', 'retryable', 'true', 'providerCode'])(
  'and not by what is only said around it: %s',
  (question) => {
    expect(isFound(words(PROBLEM), question)).toBe(false)
  },
)
