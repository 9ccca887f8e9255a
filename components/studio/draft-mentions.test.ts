/** Whatever is done to a draft, in whatever order: a chip that is shown whole names its own reference when it is sent. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MediaFile } from '#lib/api/media.ts'
import { findMentions, mentionTable } from '#lib/prompt/mention-spellings.ts'
import { renderPrompt, type MentionStyle } from '#lib/prompt/mentions.ts'
import {
  applyEdit,
  deleteMentionAt,
  insertMention,
  settle,
  toParts,
  type PromptText,
} from '#lib/prompt/prompt-edit.ts'
import { MODELS } from '#lib/seedance/models.ts'
import { MODES, REFERENCE_KINDS, REFERENCE_ROLES } from '#lib/seedance/request.ts'
import { changeModel } from './carry-over.ts'
import { emptyDraft, reduceDraft, type Draft, type DraftAction, type DraftReference } from './draft.ts'
import { parseDraft, serialiseDraft } from './draft-storage.ts'
import {
  asNamedNow,
  EMPTY_HISTORY,
  redo,
  remember,
  rememberOutside,
  undo,
  type PromptHistory,
} from './prompt-history.ts'
import { draftOf, recipeOf } from './recipe.ts'

/** What the page holds while somebody works: the draft, the prompt's history, the clock. */
interface Desk {
  draft: Draft
  history: PromptHistory
  added: number
  now: number
}

// Names that begin, end or look like other names, positions, times and words of other scripts.
const NAMES = [
  'fox',
  'Fox',
  'fox2',
  'fox 2',
  'fox-red',
  'a',
  'a b',
  'Image',
  'Image 1',
  'image2',
  '1',
  '5',
  '图片1',
  '图',
  '小猫',
  '小猫2',
  'x]y',
  '@fox',
  ' ',
  'v1.5',
  'été',
]
const name = fc.constantFrom(...NAMES)
const text = fc.oneof(
  fc.constantFrom('', ' ', '@', '2', '.', ':', '-', '[', ']', '【', '】', '秒', '张', 'x', 'の', '\n', '5秒'),
  name,
  name.map((of) => `@${of}`),
  name.map((of) => `@${of} runs`),
  name.map((of) => `[${of}]`),
  fc.constantFrom('Image 1', '@Image1', '[Image 2]', '@2', '图片1', '[0-4s]', '【@图片1】', 'a@fox.com'),
  fc.string({ maxLength: 3 }),
)

const at = fc.nat({ max: 60 })
const kind = fc.constantFrom(...REFERENCE_KINDS)
// Plain data, so that a failure prints what was done.
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant('add'), kind, name }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('rename'), which: at, name }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('move'), which: at, to: fc.nat({ max: 5 }) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('remove'), which: at }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('role'),
      which: at,
      role: fc.constantFrom(...REFERENCE_ROLES),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('attach'), which: at, kind }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('model'),
      model: fc.constantFrom(...MODELS.map(({ id }) => id)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('mode'), mode: fc.constantFrom(...MODES) }) },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('type'), where: at, text }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('paste'), where: at, over: fc.nat({ max: 12 }), text }),
  },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('mention'), where: at, which: at }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('erase'), where: at, forward: fc.boolean() }) },
  {
    weight: 6,
    arbitrary: fc.record({ does: fc.constantFrom('leave', 'undo', 'undo', 'redo', 'reload', 'reuse') }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer Made> ? Made : never

/** A few references, each said once: an empty page has nothing to get wrong. */
const opening = fc
  .array(fc.record({ kind, name, where: at }), { minLength: 1, maxLength: 4, size: 'max' })
  .map((all) =>
    all.flatMap(({ where, ...of }, which): Step[] => [
      { does: 'add', ...of },
      { does: 'mention', where, which },
    ]),
  )

function perform(desk: Desk, step: Step): Desk {
  const { prompt, references } = desk.draft
  switch (step.does) {
    case 'add': {
      const added = { id: `ref_${desk.added}`, kind: step.kind, fileName: step.name }
      return { ...act(desk, { type: 'add', references: [added] }), added: desk.added + 1 }
    }
    case 'rename':
      return withOne(desk, step, ({ id }) => act(desk, { type: 'rename', id, name: step.name }))
    case 'move':
      return withOne(desk, step, ({ id }) => act(desk, { type: 'move', id, to: step.to }))
    case 'remove':
      return withOne(desk, step, ({ id }) => act(desk, { type: 'remove', id }))
    case 'role':
      return withOne(desk, step, ({ id }) => act(desk, { type: 'role', id, role: step.role }))
    case 'attach':
      return withOne(desk, step, ({ id }) => act(desk, { type: 'attach', id, media: file(step.kind) }))
    case 'model':
      return act(desk, changeModel(step.model))
    case 'mode':
      return act(desk, { type: 'mode', mode: step.mode })
    case 'type':
      return [...step.text].reduce(
        (now, letter, index) => put(now, step.where + index, 0, letter, false),
        desk,
      )
    case 'paste':
      return put(desk, step.where, step.over, step.text, true)
    case 'mention':
      return withOne(desk, step, (reference) => pick(desk, reference, step.where))
    case 'erase':
      return erase(desk, step.where, step.forward ? 'forward' : 'backward')
    case 'leave':
      return write(desk, settle(prompt, references), true)
    case 'undo':
      return travel(desk, undo)
    case 'redo':
      return travel(desk, redo)
    case 'reload':
      return reload(desk)
    case 'reuse':
      return act(desk, { type: 'replace', draft: draftOf(recipeOf(desk.draft), 1, references) })
  }
}

/** Done beside the prompt, in the tray or by a model: the prompt's history notices. */
function act(desk: Desk, action: DraftAction): Desk {
  const draft = reduceDraft(desk.draft, action)
  return { ...desk, draft, history: rememberOutside(desk.history, momentOf(desk), draft, desk.now) }
}

function momentOf({ draft: { prompt, references } }: Desk) {
  return { prompt, references, caret: 0 }
}

function withOne(desk: Desk, { which }: { which: number }, act: (one: DraftReference) => Desk): Desk {
  const { references } = desk.draft
  const one = references[which % Math.max(1, references.length)]
  return one ? act(one) : desk
}

/** As the editor does it: what was there is remembered, then the prompt is changed. */
function write(desk: Desk, prompt: PromptText, isStep: boolean): Desk {
  const now = desk.now + 300
  const history = remember(desk.history, momentOf(desk), now, isStep)
  return { ...desk, draft: reduceDraft(desk.draft, { type: 'prompt', prompt }), history, now }
}

function put(desk: Desk, where: number, over: number, inserted: string, isStep: boolean): Desk {
  const { prompt, references } = desk.draft
  const start = where % (prompt.text.length + 1)
  const end = Math.min(prompt.text.length, start + over)
  const next = prompt.text.slice(0, start) + inserted + prompt.text.slice(end)
  return write(desk, applyEdit(prompt, next, references, start + inserted.length), isStep)
}

/** From the menu, at the caret, which never stands inside a chip. */
function pick(desk: Desk, reference: DraftReference, where: number): Desk {
  const { prompt } = desk.draft
  const start = where % (prompt.text.length + 1)
  if (prompt.mentions.some((chip) => chip.start < start && start < chip.end)) return desk
  return write(desk, insertMention(prompt, reference, { start, end: start }).prompt, true)
}

function erase(desk: Desk, where: number, direction: 'forward' | 'backward'): Desk {
  const { prompt } = desk.draft
  const caret = where % (prompt.text.length + 1)
  const result = deleteMentionAt(prompt, caret, direction)
  return result ? write(desk, result.prompt, true) : put(desk, caret, 1, '', false)
}

function travel(desk: Desk, way: typeof undo): Desk {
  const result = way(desk.history, momentOf(desk))
  if (!result) return desk
  const { references } = result.moment
  const prompt = asNamedNow(result.moment.prompt, references)
  return {
    ...desk,
    draft: reduceDraft(desk.draft, { type: 'travel', prompt, references }),
    history: result.history,
  }
}

function reload(desk: Desk): Desk {
  const draft = parseDraft(serialiseDraft(desk.draft))
  expect(draft).toBeDefined()
  return draft ? { ...desk, draft, history: EMPTY_HISTORY } : desk
}

const file = (of: DraftReference['kind']): MediaFile => ({
  id: `med_${of}`,
  kind: of,
  fileName: of,
  format: 'png',
  mime: '',
  bytes: 1,
  sha256: '',
  hasAudio: false,
  url: '',
  previewUrl: '',
  createdAt: 0,
})

const STYLES: MentionStyle[] = [
  { kind: 'gateway' },
  ...(['Image 1', '[Image 1]', '[图1]', '图片1'] as const).map((spelling) => ({
    kind: 'native' as const,
    spelling,
  })),
]

test('a chip shown whole resolves to its own reference, in every style, after every step', () => {
  fc.assert(
    fc.property(opening, fc.array(step, { maxLength: 24, size: 'max' }), (before, steps) => {
      let desk: Desk = { draft: emptyDraft(), history: EMPTY_HISTORY, added: 0, now: 0 }
      for (const next of [...before, ...steps]) {
        desk = perform(desk, next)
        expectNamesApart(desk.draft)
        expectChipsRead(desk.draft)
        for (const style of STYLES) expectOwnReferences(desk.draft, style)
      }
    }),
    { numRuns: 500 },
  )
})

function expectNamesApart({ references }: Draft): void {
  expect(new Set(references.map((reference) => reference.name.toLowerCase())).size).toBe(references.length)
}

/** On the screen: chips in order, apart, each reading its reference's name as it is now. */
function expectChipsRead({ prompt, references }: Draft): void {
  let from = 0
  for (const { id, start, end } of prompt.mentions) {
    expect(start).toBeGreaterThanOrEqual(from)
    expect(end).toBeGreaterThan(start)
    expect(end).toBeLessThanOrEqual(prompt.text.length)
    const reference = references.find((candidate) => candidate.id === id)
    if (reference) expect(prompt.text.slice(start, end)).toBe(`@${reference.name}`)
    from = end
  }
}

/** In what is sent: what stands where the chip stood is read as the chip's reference. */
function expectOwnReferences({ prompt, references }: Draft, style: MentionStyle): void {
  const parts = toParts(prompt)
  const sent = renderPrompt(parts, references, style)
  // Native Ark knows no names, only positions.
  const known = style.kind === 'native' ? references.map(({ id, kind }) => ({ id, kind })) : references
  const read = findMentions(sent, mentionTable(known))
  for (const [index, part] of parts.entries()) {
    if (!('mention' in part) || !references.some(({ id }) => id === part.mention)) continue
    const end = renderPrompt(parts.slice(0, index + 1), references, style).length
    const there = read.find((found) => found.start < end && end <= found.end)
    expect({ sent, end, id: there?.id }).toEqual({ sent, end, id: part.mention })
  }
}
