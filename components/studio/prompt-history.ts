/**
 * Undo and redo of the prompt. The browser's own history ends at every change that code makes to the field (a mention put in, a rename), so
 * the prompt keeps one that knows chips. Pure.
 */
import { renameInText, type PromptText } from '#lib/prompt/prompt-edit.ts'

export interface PromptMoment {
  prompt: PromptText
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

/** A moment from before a rename says the old name: its chips are written as their references are called now. */
export function asNamedNow(
  prompt: PromptText,
  references: readonly { id: string; name: string }[],
): PromptText {
  return references.reduce((text, { id, name }) => renameInText(text, id, name), prompt)
}
