import { describe, expect, test } from 'vitest'
import { toParts } from '#lib/prompt/prompt-edit.ts'
import { changeModel } from './carry-over.ts'
import { modeOf } from './draft-mode.ts'
import { emptyDraft, reduceDraft, type Draft, type DraftAction, type NewReference } from './draft.ts'

const picture = (id: string, fileName = `${id}.jpg`): NewReference => ({ id, kind: 'image', fileName })

function after(...actions: DraftAction[]): Draft {
  return actions.reduce(reduceDraft, emptyDraft())
}
const roles = (draft: Draft) => draft.references.map(({ role }) => role)
const names = (draft: Draft) => draft.references.map(({ name }) => name)

describe('adding references', () => {
  test('names come from the files and are unique', () => {
    const draft = after({
      type: 'add',
      references: [picture('a', 'My Photo.JPG'), picture('b', 'My Photo.png'), picture('c', '???.png')],
    })
    expect(names(draft)).toEqual(['My-Photo', 'My-Photo-2', 'picture-1'])
  })

  test('with Seedance 2.0 a picture is a reference; with 1.0 Pro the first two are the frames', () => {
    expect(roles(after({ type: 'add', references: [picture('a'), picture('b')] }))).toEqual([
      'reference_image',
      'reference_image',
    ])
    const frames = after(changeModel('doubao-seedance-1-0-pro-250528'), {
      type: 'add',
      references: [picture('a'), picture('b')],
    })
    expect(roles(frames)).toEqual(['first_frame', 'last_frame'])
    expect(modeOf(frames)).toBe('i2v_first_last')
  })

  test('the file decides the kind, whatever its name promised', () => {
    const draft = after(
      { type: 'add', references: [picture('a', 'clip')] },
      {
        type: 'attach',
        id: 'a',
        media: {
          id: 'med_1',
          kind: 'video',
          fileName: 'clip',
          format: 'mp4',
          mime: 'video/mp4',
          bytes: 1,
          sha256: '',
          hasAudio: false,
          url: '',
          previewUrl: '',
          createdAt: 0,
        },
      },
    )
    expect(draft.references[0]).toMatchObject({ kind: 'video', role: 'reference_video', mediaId: 'med_1' })
  })
})

describe('roles and mode', () => {
  const two = [picture('a'), picture('b')]

  test('frames go with nothing but each other: the other picture takes the other end', () => {
    const draft = after(
      { type: 'add', references: two },
      { type: 'role', id: 'a', role: 'first_frame' },
      { type: 'role', id: 'b', role: 'first_frame' },
    )
    expect(roles(draft)).toEqual(['last_frame', 'first_frame'])
    const back = reduceDraft(draft, { type: 'role', id: 'a', role: 'reference_image' })
    expect(roles(back)).toEqual(['reference_image', 'reference_image'])
  })

  test('a mode chosen by hand sets the roles, and is only kept where they alone would not lead to it', () => {
    const draft = after({ type: 'add', references: two }, { type: 'mode', mode: 'i2v_first_last' })
    expect(roles(draft)).toEqual(['first_frame', 'last_frame'])
    expect(draft.mode).toBeUndefined()
    const material = after({ type: 'add', references: two }, { type: 'mode', mode: 'reference_material' })
    expect(material.mode).toBe('reference_material')
    expect(modeOf(material)).toBe('reference_material')
  })

  test('an edit ends with its clip, and any mode by hand with a frame', () => {
    const clip: NewReference = { id: 'c', kind: 'video', fileName: 'c.mp4' }
    const edit = after(
      changeModel('doubao-seedance-2-5-260628'),
      { type: 'add', references: [picture('a'), clip] },
      { type: 'mode', mode: 'edit' },
    )
    expect(modeOf(edit)).toBe('edit')
    expect(modeOf(reduceDraft(edit, { type: 'remove', id: 'c' }))).toBe('reference_images')
    const material = after({ type: 'add', references: two }, { type: 'mode', mode: 'reference_material' })
    expect(modeOf(reduceDraft(material, { type: 'role', id: 'a', role: 'first_frame' }))).toBe(
      'i2v_first_last',
    )
  })

  test('a mode by hand ends when what is attached no longer allows it', () => {
    const draft = after(
      { type: 'add', references: two },
      { type: 'mode', mode: 'reference_material' },
      { type: 'remove', id: 'a' },
      { type: 'remove', id: 'b' },
    )
    expect(modeOf(draft)).toBe('t2v')
  })
})

describe('names in the prompt', () => {
  const withMention = after(
    { type: 'add', references: [picture('a', 'boat.jpg'), picture('b', 'street.jpg')] },
    { type: 'prompt', prompt: { text: 'the @boat sails', mentions: [{ id: 'a', start: 4, end: 9 }] } },
  )

  test('renaming a reference renames its chips', () => {
    const renamed = reduceDraft(withMention, { type: 'rename', id: 'a', name: 'paper boat' })
    expect(renamed.prompt.text).toBe('the @paper boat sails')
    expect(toParts(renamed.prompt)).toEqual([{ text: 'the ' }, { mention: 'a' }, { text: ' sails' }])
  })

  test('a name that is taken becomes the nearest free one', () => {
    expect(names(reduceDraft(withMention, { type: 'rename', id: 'a', name: 'street' }))).toEqual([
      'street-2',
      'street',
    ])
  })

  test('removing a reference leaves its chip, bound to what is gone', () => {
    const removed = reduceDraft(withMention, { type: 'remove', id: 'a' })
    expect(removed.prompt.mentions).toEqual([{ id: 'a', start: 4, end: 9 }])
  })
})

test('references move within the list and stop at its ends', () => {
  const draft = after({ type: 'add', references: [picture('a'), picture('b'), picture('c')] })
  const ids = (to: number) => reduceDraft(draft, { type: 'move', id: 'b', to }).references.map(({ id }) => id)
  expect(ids(0)).toEqual(['b', 'a', 'c'])
  expect(ids(9)).toEqual(['a', 'c', 'b'])
})

test('takes stay between 1 and 8', () => {
  expect(after({ type: 'takes', takes: 0 }).takes).toBe(1)
  expect(after({ type: 'takes', takes: 99 }).takes).toBe(8)
})

describe('a stored draft that is found when somebody has begun to write', () => {
  const typed = (text: string): DraftAction => ({ type: 'prompt', prompt: { text, mentions: [] } })
  const stored = (text: string): Draft => ({ ...after(typed(text)), takes: 3 })

  test.each([
    ['', 'A boat', 'A boat'],
    ['A harbour.', '', 'A harbour.'],
    ['A harbour.', 'A boat', 'A harbour. A boat'],
    ['A harbour.\n', 'A boat', 'A harbour.\nA boat'],
    ['A harbour.', 'A harbour.', 'A harbour.'],
  ])('%j, then %j', (before, early, together) => {
    const draft = after(typed(early), { type: 'restore', draft: stored(before) })
    expect(draft.prompt.text).toBe(together)
    expect(draft.takes).toBe(3)
  })

  test('mentions of both stay on their words', () => {
    const before = { text: 'Over @sea', mentions: [{ id: 'a', start: 5, end: 9 }] }
    const early = { text: 'with @boat', mentions: [{ id: 'b', start: 5, end: 10 }] }
    const draft = after(
      { type: 'prompt', prompt: early },
      { type: 'restore', draft: { ...emptyDraft(), prompt: before } },
    )
    expect(toParts(draft.prompt)).toEqual([
      { text: 'Over ' },
      { mention: 'a' },
      { text: ' with ' },
      { mention: 'b' },
    ])
  })
})
