import { expect, test } from 'vitest'
import type { PartClip, ShownPart } from '#lib/api/sequences.ts'
import { applyEdit, type Edit, type Edits, editsOf } from './sequence-edits.ts'

const clip: PartClip = {
  title: 'A fox',
  take: 1,
  mediaId: 'med_1',
  videoUrl: '/v',
  width: 192,
  height: 108,
  fps: 24,
  frames: 48,
  hasAudio: false,
}
const part = (id: string): ShownPart => ({ id, clipId: `gen_${id}`, in: 0, out: 47, clip })
const START = editsOf({ title: 'Cut', parts: [part('a'), part('b'), part('c')] })
const after = (...edits: Edit[]): Edits => edits.reduce(applyEdit, START)
const order = ({ now }: Edits) => now.parts.map(({ id }) => id).join('')

test('parts are moved, taken out and added', () => {
  expect(order(after({ type: 'move', id: 'a', to: 2 }))).toBe('bca')
  expect(order(after({ type: 'move', id: 'c', to: -4 }))).toBe('cab')
  expect(order(after({ type: 'remove', id: 'b' }))).toBe('ac')
  expect(order(after({ type: 'add', parts: [part('d'), part('e')], at: 1 }))).toBe('adebc')
})

test('a trim stays inside of the clip and leaves one frame', () => {
  const [first] = after(
    { type: 'trim', id: 'a', in: -3, out: 99 },
    { type: 'trim', id: 'a', in: 40, out: 12 },
  ).now.parts
  expect(first).toMatchObject({ in: 40, out: 40 })
})

test('every step can be taken back and done again', () => {
  const edits = after({ type: 'remove', id: 'b' }, { type: 'move', id: 'c', to: 0 }, { type: 'undo' })
  expect(order(edits)).toBe('ac')
  expect(order(applyEdit(edits, { type: 'undo' }))).toBe('abc')
  expect(order(applyEdit(edits, { type: 'redo' }))).toBe('ca')
  expect(applyEdit(START, { type: 'undo' })).toBe(START)
})

test('a drag is one step, and the next one another', () => {
  const dragged = after(
    { type: 'trim', id: 'a', in: 1, out: 47 },
    { type: 'trim', id: 'a', in: 2, out: 47 },
    { type: 'settle' },
    { type: 'trim', id: 'a', in: 3, out: 47 },
  )
  expect(dragged.past).toHaveLength(2)
  expect(applyEdit(dragged, { type: 'undo' }).now.parts[0]?.in).toBe(2)
})

test('what changes nothing is no step', () => {
  const edits: Edit[] = [
    { type: 'move', id: 'a', to: 0 },
    { type: 'remove', id: 'nobody' },
    { type: 'trim', id: 'a', in: 0, out: 47 },
    { type: 'title', title: 'Cut' },
  ]
  for (const edit of edits) expect(applyEdit(START, edit)).toBe(START)
})
