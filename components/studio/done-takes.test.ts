import { expect, test } from 'vitest'
import type { Generation, GenerationState } from '#lib/generation/generation.ts'
import { doneTakes } from './done-takes.ts'

const take = (id: string, state: GenerationState) => ({ id, state }) as Generation
const before = (...takes: Generation[]) => new Map(takes.map((one) => [one.id, one]))

test('a take is done once, when it ends, in whatever way but by hand', () => {
  const known = before(
    take('a', 'saving'),
    take('b', 'running'),
    take('c', 'running'),
    take('d', 'succeeded'),
  )
  const now = [take('a', 'succeeded'), take('b', 'failed'), take('c', 'cancelled'), take('d', 'succeeded')]
  expect(doneTakes(known, now).map(({ id }) => id)).toEqual(['a', 'b'])
})

test('what comes with an older page, already ended, was not waited for', () => {
  expect(doneTakes(before(), [take('a', 'succeeded')])).toEqual([])
})

test('saving is not done yet', () => {
  expect(doneTakes(before(take('a', 'running')), [take('a', 'saving')])).toEqual([])
})
