'use client'
/** The history of one prompt: what is typed in it, and what the tray and others do to its references. */
import { useCallback, useLayoutEffect, useRef, type RefObject } from 'react'
import type { PromptText } from '#lib/prompt/prompt-edit.ts'
import {
  asNamedNow,
  EMPTY_HISTORY,
  isSameOrder,
  remember,
  rememberOutside,
  type redo,
  type undo,
} from './prompt-history.ts'
import type { PromptEditing } from './use-prompt-editor.ts'

export function usePromptHistory({
  prompt,
  references,
  onChange,
  onTravel,
  lastCaret: caretRef,
  goTo,
}: Pick<PromptEditing, 'prompt' | 'references' | 'onChange' | 'onTravel'> & {
  lastCaret: RefObject<number>
  goTo: (caret: number) => void
}) {
  const history = useRef(EMPTY_HISTORY)
  const seen = useRef({ prompt, references })
  /** The prompt as this editor left it: any other one came from elsewhere. */
  const ours = useRef(prompt)

  useLayoutEffect(() => {
    const before = seen.current
    seen.current = { prompt, references }
    if (before.references === references && (before.prompt === prompt || prompt === ours.current)) return
    const from = prompt === ours.current ? { ...before, prompt } : before
    ours.current = prompt
    history.current = rememberOutside(
      history.current,
      { ...from, caret: caretRef.current },
      seen.current,
      Date.now(),
    )
  }, [prompt, references, caretRef])

  /** Before a change made here. */
  const note = useCallback(
    (before: PromptText, next: PromptText, isStep: boolean) => {
      const moment = { prompt: before, references: seen.current.references, caret: caretRef.current }
      history.current = remember(history.current, moment, Date.now(), isStep)
      ours.current = next
    },
    [caretRef],
  )

  const travel = (step: typeof undo | typeof redo) => {
    const result = step(history.current, { prompt, references, caret: caretRef.current })
    if (!result) return
    history.current = result.history
    const { moment } = result
    const next = asNamedNow(moment.prompt, moment.references)
    ours.current = next
    goTo(moment.caret)
    if (isSameOrder(moment.references, references)) return onChange(next)
    // Not a step of its own: seen already.
    seen.current = { prompt: next, references: moment.references }
    onTravel(next, moment.references)
  }

  return { note, travel }
}
