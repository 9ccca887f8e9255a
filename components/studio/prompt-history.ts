/**
 * Undo and redo of the prompt and its references. The browser's own history ends at every change that code makes to the field (a mention put
 * in, a rename), so the prompt keeps one that knows chips. A file that was added stays: undoing words must not throw away an upload. Roles
 * follow the model, so they are not gone back on either. Pure.
 */
import { renameInText, type PromptText } from '#lib/prompt/prompt-edit.ts'
import type { DraftReference } from './draft.ts'

export interface PromptMoment {
  prompt: PromptText
  references: readonly DraftReference[]
  caret: number
}

export interface PromptHistory {
  past: readonly PromptMoment[]
  future: readonly PromptMoment[]
  /** Epoch ms of the last change, to join what is typed in one go. */
  changedAt: number
}

export const EMPTY_HISTORY: PromptHistory = { past: [], future: [], changedAt: 0 }

const JOIN_MS = 700
const DEEPEST = 200

/** Before every change. `isStep`: never joined with what was typed before (a chip put in or taken out, a paste). */
export function remember(
  history: PromptHistory,
  before: PromptMoment,
  at: number,
  isStep: boolean,
): PromptHistory {
  const joins = !isStep && at - history.changedAt < JOIN_MS && history.past.length > 0
  return {
    past: joins ? history.past : [...history.past, before].slice(-DEEPEST),
    future: [],
    // A step ends the run: what is typed next is undone on its own.
    changedAt: isStep ? 0 : at,
  }
}

/** After a change made elsewhere: in the tray, by a recipe, in another tab. */
export function rememberOutside(
  history: PromptHistory,
  before: PromptMoment,
  after: { prompt: PromptText; references: readonly DraftReference[] },
  at: number,
): PromptHistory {
  const kept = after.references.filter(({ id }) => before.references.some((known) => known.id === id))
  const isStep = !isSamePrompt(before.prompt, after.prompt) || !isSameOrder(before.references, kept)
  if (!isStep) return withNews(history, before.references, after.references)
  const isFirst = before.prompt.text === '' && before.references.length === 0 && history.past.length === 0
  return isFirst ? history : remember(history, before, at, true)
}

export function undo(
  history: PromptHistory,
  current: PromptMoment,
): { history: PromptHistory; moment: PromptMoment } | undefined {
  const moment = history.past.at(-1)
  if (!moment) return undefined
  return {
    history: { past: history.past.slice(0, -1), future: [...history.future, current], changedAt: 0 },
    moment,
  }
}

export function redo(
  history: PromptHistory,
  current: PromptMoment,
): { history: PromptHistory; moment: PromptMoment } | undefined {
  const moment = history.future.at(-1)
  if (!moment) return undefined
  return {
    history: { past: [...history.past, current], future: history.future.slice(0, -1), changedAt: 0 },
    moment,
  }
}

export type PressedKey = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** Undo or redo, where the key means one of them. */
export function travelKey(event: PressedKey): typeof undo | undefined {
  const key = event.key.toLowerCase()
  if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== 'z' && key !== 'y')) return undefined
  return key === 'y' || event.shiftKey ? redo : undo
}

/** A moment may say another name than its references have: its chips are written as they are called. */
export function asNamedNow(
  prompt: PromptText,
  references: readonly { id: string; name: string }[],
): PromptText {
  return references.reduce((text, { id, name }) => renameInText(text, id, name), prompt)
}

/** Whether going from one to the other would change what the tray shows. */
export function isSameOrder(
  references: readonly DraftReference[],
  others: readonly DraftReference[],
): boolean {
  return (
    references.length === others.length &&
    references.every(({ id, name }, index) => others[index]?.id === id && others[index].name === name)
  )
}

/** What is new of the references (added ones, files that arrived, roles) is so in every moment. */
function withNews(
  history: PromptHistory,
  before: readonly DraftReference[],
  after: readonly DraftReference[],
): PromptHistory {
  const added = after.filter(({ id }) => !before.some((known) => known.id === id))
  const renew = (moment: PromptMoment): PromptMoment => ({
    ...moment,
    references: [
      ...moment.references.map((reference) => {
        const now = after.find(({ id }) => id === reference.id)
        return now ? { ...now, name: reference.name } : reference
      }),
      ...added.filter(({ id }) => !moment.references.some((known) => known.id === id)),
    ],
  })
  return { ...history, past: history.past.map(renew), future: history.future.map(renew) }
}

function isSamePrompt(one: PromptText, other: PromptText): boolean {
  return (
    one === other ||
    (one.text === other.text &&
      one.mentions.length === other.mentions.length &&
      one.mentions.every(({ id, start }, index) => {
        const there = other.mentions[index]
        return there?.id === id && there.start === start
      }))
  )
}
