import { describe, expect, test } from 'vitest'
import type { PromptText } from '#lib/prompt/prompt-edit.ts'
import type { DraftReference } from './draft.ts'
import { ADD_FILE, matchingReferences, menuOptions } from './mention-options.ts'
import {
  asNamedNow,
  EMPTY_HISTORY,
  redo,
  remember,
  rememberOutside,
  undo,
  type PromptMoment,
} from './prompt-history.ts'
import { pieces } from './prompt-overlay.tsx'

const moment = (text: string, mentions: PromptText['mentions'] = []): PromptMoment => ({
  prompt: { text, mentions },
  caret: text.length,
  references: [],
})
const reference = (name: string, id = name): DraftReference => ({
  id,
  name,
  kind: 'image',
  role: 'reference_image',
})

describe('undo', () => {
  test('what is typed in one go is one step; a chip is a step of its own', () => {
    let history = remember(EMPTY_HISTORY, moment(''), 1000, false)
    history = remember(history, moment('a'), 1100, false)
    history = remember(history, moment('ab'), 1200, true)
    history = remember(history, moment('ab @boat'), 1300, false)
    expect(history.past.map(({ prompt }) => prompt.text)).toEqual(['', 'ab', 'ab @boat'])
  })

  test('goes back and forth, and a new change ends the way forth', () => {
    const history = remember(EMPTY_HISTORY, moment('a'), 1000, true)
    const back = undo(history, moment('b'))
    expect(back?.moment.prompt.text).toBe('a')
    expect(back && redo(back.history, moment('a'))?.moment.prompt.text).toBe('b')
    expect(back && remember(back.history, moment('a'), 2000, true).future).toEqual([])
    expect(undo(EMPTY_HISTORY, moment('a'))).toBeUndefined()
  })

  test('a chip from before a rename comes back under its new name', () => {
    const { prompt } = moment('@boat sails', [{ id: 'a', start: 0, end: 5 }])
    expect(asNamedNow(prompt, [{ id: 'a', name: 'ship' }]).text).toBe('@ship sails')
  })
})

describe('the overlay', () => {
  const prompt = { text: 'a @b c @d', mentions: [{ id: 'x', start: 2, end: 4 }] }

  test('shows every letter of the text, in order', () => {
    const text = pieces(prompt, 7)
      .map((piece) => ('text' in piece ? piece.text : ''))
      .join('')
    expect(text).toBe(prompt.text)
  })

  test('has the menu’s marker where the @ is', () => {
    const all = pieces(prompt, 7)
    const at = all.findIndex((piece) => 'marker' in piece)
    expect(all[at + 1]).toMatchObject({ text: '@d' })
  })
})

describe('the history of the references', () => {
  const [boat, street] = [reference('boat', 'a'), reference('street', 'b')]
  const one = { ...moment('@boat', [{ id: 'a', start: 0, end: 5 }]), references: [boat] }

  test('a rename, a removal and a new order are steps of their own', () => {
    const both = { ...one, references: [boat, street] }
    for (const references of [[reference('ship', 'a'), street], [street], [street, boat]]) {
      const history = rememberOutside(EMPTY_HISTORY, both, { ...both, references }, 1000)
      expect(undo(history, both)?.moment.references).toEqual([boat, street])
    }
  })

  test('what is added stays when words are undone, with the file that arrived for it', () => {
    let history = remember(EMPTY_HISTORY, moment(''), 1000, true)
    history = rememberOutside(history, moment('x'), { ...moment('x'), references: [boat] }, 1100)
    const arrived = { ...boat, mediaId: 'med_1' }
    const added = { ...moment('x'), references: [boat] }
    history = rememberOutside(history, added, { ...added, references: [arrived] }, 1200)
    expect(history.past).toHaveLength(1)
    expect(undo(history, one)?.moment).toMatchObject({ prompt: { text: '' }, references: [arrived] })
  })

  test('the draft that is found at the start is no step', () => {
    expect(rememberOutside(EMPTY_HISTORY, moment(''), one, 1000)).toBe(EMPTY_HISTORY)
  })
})

describe('the menu', () => {
  test('offers beginnings before middles, whatever the case', () => {
    const found = matchingReferences([reference('old boat'), reference('Boat'), reference('street')], 'boa')
    expect(found.map(({ name }) => name)).toEqual(['Boat', 'old boat'])
  })

  test('ends with adding a file, but not where nothing fits what is typed', () => {
    const boat = reference('boat')
    expect(menuOptions([boat], '')).toEqual([boat, ADD_FILE])
    expect(menuOptions([], '')).toEqual([ADD_FILE])
    expect(menuOptions([boat], '5')).toEqual([])
    expect(menuOptions([boat], 'Image1', () => 'boat')).toEqual([boat, ADD_FILE])
  })
})
