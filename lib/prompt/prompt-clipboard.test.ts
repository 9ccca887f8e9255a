import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { clipAsHtml, cutOut, pasteInto, readClip, writeClip } from './prompt-clipboard.ts'
import { fromParts } from './prompt-edit.ts'

const references = [
  { id: 'r1', name: 'harbour', kind: 'image' },
  { id: 'r2', name: '小船', kind: 'image' },
] as const
const part = fc.oneof(
  fc.string().map((text) => ({ text: text.replaceAll('@', '') })),
  fc.constantFrom({ mention: 'r1' }, { mention: 'r2' }),
)
const prompts = fc.array(part, { maxLength: 6 }).map((parts) => fromParts(parts, references))

test('what is copied and pasted into an empty prompt is the same again, and every chip covers its name', () => {
  fc.assert(
    fc.property(prompts, (prompt) => {
      const clip = readClip(writeClip(cutOut(prompt, 0, prompt.text.length)))
      if (!clip) throw new Error('not read back')
      const pasted = pasteInto({ text: '', mentions: [] }, { start: 0, end: 0 }, clip, references).prompt
      expect(pasted.text).toBe(prompt.text)
      expect(pasted.mentions).toEqual(prompt.mentions)
    }),
  )
})

test('chips follow their id through a rename, and swapped names do not swap them', () => {
  const clip = { text: 'x@harbour', mentions: [{ id: 'r1', start: 1, end: 9 }] }
  const swapped = [
    { id: 'r1', name: 'quay', kind: 'image' },
    { id: 'r2', name: 'harbour', kind: 'image' },
  ] as const
  const { prompt, caret } = pasteInto({ text: 'ab', mentions: [] }, { start: 1, end: 1 }, clip, swapped)
  expect(prompt).toEqual({ text: 'ax@quayb', mentions: [{ id: 'r1', start: 2, end: 7 }] })
  expect(caret).toBe(7)
})

test('a chip of a reference that is not here arrives as text; half a chip is text', () => {
  const clip = { text: '@gone', mentions: [{ id: 'r9', start: 0, end: 5 }] }
  expect(
    pasteInto({ text: '', mentions: [] }, { start: 0, end: 0 }, clip, references).prompt.mentions,
  ).toEqual([])
  expect(cutOut(clip, 1, 5)).toEqual({ text: 'gone', mentions: [] })
})

test.each([
  '',
  '{}',
  '{"text":"a","mentions":[{"id":"r1","start":0,"end":1}]}',
  '{"text":"@a","mentions":[{"id":"r1","start":0,"end":9}]}',
  '{"text":"@a","mentions":[{"id":1,"start":0,"end":2}]}',
])('what is no clip is not read: %s', (clip) => {
  expect(readClip(clip)).toBeUndefined()
})

test('as HTML it is escaped', () => {
  const html = clipAsHtml({ text: '<b>"@a', mentions: [{ id: '"', start: 4, end: 6 }] })
  expect(html).toContain('&lt;b&gt;&quot;<span data-seedreel-reference="&quot;">@a</span>')
})
