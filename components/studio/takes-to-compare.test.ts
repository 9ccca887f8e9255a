import { expect, test } from 'vitest'
import type { ClipFile, Generation } from '#lib/generation/generation.ts'
import { takesToCompare } from './takes-to-compare.ts'

const CLIP: ClipFile = {
  mediaId: 'med_1',
  format: 'mp4',
  videoUrl: '/api/media/med_1',
  downloadUrl: '/',
  width: 1,
  height: 1,
  duration: 1,
  fps: 24,
  hasAudio: false,
  bytes: 1,
  sha256: '',
}
const take = (number: number, more: Partial<Generation> = {}): Generation => ({
  id: `gen_${more.shotId ?? 'a'}${number}`,
  projectId: 'prj_1',
  shotId: 'a',
  take: number,
  authorId: 'user_1',
  provider: 'sandbox',
  state: 'succeeded',
  recipe: { model: 'x', prompt: [], references: [], settings: {} },
  mode: 't2v',
  createdAt: 1,
  attempts: 1,
  cancelRequested: false,
  version: 1,
  clip: CLIP,
  ...more,
})
const { clip: _, ...withoutClip } = take(2)

test('the clips of its shot by number, without other shots and what has no clip', () => {
  const all = [take(3), withoutClip, take(1), take(1, { shotId: 'b' })]
  expect(takesToCompare(take(3), all)).toEqual(['gen_a1', 'gen_a3'])
  expect(takesToCompare(take(1, { shotId: 'b' }), all)).toEqual([])
  expect(takesToCompare(withoutClip, all)).toEqual([])
})

test('of many, it and the one before; the first with the second', () => {
  const all = [5, 4, 3, 2, 1].map((number) => take(number))
  expect(takesToCompare(take(4), all)).toEqual(['gen_a3', 'gen_a4'])
  expect(takesToCompare(take(1), all)).toEqual(['gen_a1', 'gen_a2'])
  expect(takesToCompare(take(2), all.slice(1))).toHaveLength(4)
})
