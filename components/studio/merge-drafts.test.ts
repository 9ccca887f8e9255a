import { describe, expect, test } from 'vitest'
import { emptyDraft, reduceDraft, type Draft, type DraftAction } from './draft.ts'
import { mergeDrafts } from './merge-drafts.ts'

const does = (draft: Draft, ...actions: DraftAction[]) => actions.reduce(reduceDraft, draft)
const add = (id: string): DraftAction => ({
  type: 'add',
  references: [{ id, kind: 'image', fileName: `${id}.jpg` }],
})
const write = (text: string): DraftAction => ({ type: 'prompt', prompt: { text, mentions: [] } })
const arrive = (id: string): DraftAction => ({
  type: 'attach',
  id,
  media: {
    id: `med_${id}`,
    kind: 'image',
    fileName: `${id}.jpg`,
    format: 'jpeg',
    mime: 'image/jpeg',
    bytes: 9,
    sha256: '0'.repeat(64),
    hasAudio: false,
    url: '',
    previewUrl: '',
    createdAt: 0,
  },
})

const base = does(emptyDraft(), write('the harbour'), add('a'), add('b'))
const ids = (draft: Draft) => draft.references.map(({ id }) => id)

describe('another tab has stored something', () => {
  test('and nothing is unsaved here: theirs', () => {
    const theirs = does(base, write('the harbour at dawn'), { type: 'takes', takes: 3 })
    expect(mergeDrafts(base, base, theirs)).toEqual(theirs)
  })

  test('while somebody writes here: the words stay, and what they changed is there', () => {
    const theirs = does(base, arrive('a'), { type: 'set', settings: { ratio: '9:16' } })
    const merged = mergeDrafts(base, does(base, write('the harbour by night')), theirs)
    expect(merged.prompt.text).toBe('the harbour by night')
    expect(merged.references[0]?.mediaId).toBe('med_a')
    expect(merged.settings.ratio).toBe('9:16')
  })

  test('without knowing of a file that has just arrived here: it stays', () => {
    const own = does(base, arrive('a'))
    const theirs = does(base, { type: 'rename', id: 'a', name: 'quay' })
    expect(mergeDrafts(base, own, theirs).references[0]).toMatchObject({ mediaId: 'med_a', name: 'quay' })
    expect(mergeDrafts(base, own, does(base, write('x'))).references[0]?.mediaId).toBe('med_a')
  })

  test('both put references in: all of them', () => {
    expect(ids(mergeDrafts(base, does(base, add('c')), does(base, add('d'))))).toEqual(['a', 'b', 'd', 'c'])
  })

  test('one took a reference out: it is out', () => {
    const without = does(base, { type: 'remove', id: 'a' })
    expect(ids(mergeDrafts(base, without, does(base, write('x'))))).toEqual(['b'])
    expect(ids(mergeDrafts(base, does(base, write('x')), without))).toEqual(['b'])
  })

  test('the order of whoever changed it', () => {
    const moved = does(base, { type: 'move', id: 'b', to: 0 })
    expect(ids(mergeDrafts(base, moved, does(base, write('x'))))).toEqual(['b', 'a'])
    expect(ids(mergeDrafts(base, does(base, write('x')), moved))).toEqual(['b', 'a'])
  })

  test('a rename there is in the words that were written here', () => {
    const own = does(base, {
      type: 'prompt',
      prompt: { text: 'by @a', mentions: [{ id: 'a', start: 3, end: 5 }] },
    })
    const theirs = does(base, { type: 'rename', id: 'a', name: 'quay' })
    expect(mergeDrafts(base, own, theirs).prompt.text).toBe('by @quay')
  })
})
