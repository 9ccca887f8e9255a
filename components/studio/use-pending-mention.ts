'use client'
/** "Add a file …" of the `@` menu: the mention of what is then added, where the `@` was. Any other change of the prompt calls it off. */
import { useEffect, useEffectEvent, useRef } from 'react'
import { insertMention, type EditResult, type PromptText } from '#lib/prompt/prompt-edit.ts'
import type { DraftReference } from './draft.ts'

export function usePendingMention({
  prompt,
  references,
  putIn,
}: {
  prompt: PromptText
  references: readonly DraftReference[]
  putIn: (result: EditResult) => void
}) {
  const pending = useRef<
    { range: { start: number; end: number }; text: string; known: ReadonlySet<string> } | undefined
  >(undefined)

  const settle = useEffectEvent(() => {
    const { current } = pending
    if (!current) return
    if (current.text !== prompt.text) return void (pending.current = undefined)
    const added = references.filter(({ id }) => !current.known.has(id))
    if (added.length === 0) return
    pending.current = undefined
    let result: EditResult = { prompt, caret: current.range.end }
    added.forEach((reference, index) => {
      const range = index === 0 ? current.range : { start: result.caret, end: result.caret }
      result = insertMention(result.prompt, reference, range)
    })
    putIn(result)
  })
  useEffect(() => settle(), [references, prompt.text])

  return {
    waitFor: (range: { start: number; end: number }) => {
      pending.current = { range, text: prompt.text, known: new Set(references.map(({ id }) => id)) }
    },
  }
}
