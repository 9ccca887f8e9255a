'use client'
/** What the takes can do to the composer: fill it with a recipe, an example, or a clip or a frame to go on with. */
import { useEffect, useMemo, useRef, type Dispatch, type RefObject } from 'react'
import { useWords } from '#components/ui/language.tsx'
import { notify } from '#components/ui/notify.ts'
import type { Recipe } from '#lib/generation/generation.ts'
import { defineWords } from '#lib/language/language.ts'
import { isEmpty, type Draft, type DraftAction } from './draft.ts'
import type { PromptFieldHandle } from './prompt-field.tsx'
import type { DraftInComposer } from './use-clip-uses.ts'

const WORDS = defineWords({
  en: { undo: 'Undo', reused: 'The recipe is in the composer', replaced: 'The prompt was replaced' },
  zh: { undo: '撤销', reused: '配方已放入编辑区', replaced: '提示词已替换' },
})

const loadRecipe = () => import('./recipe.ts')

export interface ComposerActions {
  reuse(recipe: Recipe): void
  tryExample(prompt: string): void
  composer: DraftInComposer
}

/** Stable, so that typing in the composer never draws the takes anew. */
export function useComposerActions(
  draft: Draft,
  dispatch: Dispatch<DraftAction>,
  prompt: RefObject<PromptFieldHandle | null>,
): ComposerActions {
  const words = useWords(WORDS)
  const latest = useRef(draft)
  useEffect(() => {
    latest.current = draft
  })
  return useMemo(() => {
    const replace = (next: Draft, message: string) => {
      const before = latest.current
      dispatch({ type: 'replace', draft: next })
      prompt.current?.focus()
      if (isEmpty(before)) return
      const undo = { label: words.undo, onPress: () => dispatch({ type: 'replace', draft: before }) }
      notify({ kind: 'done', message, action: undo })
    }
    return {
      reuse: (recipe) =>
        void loadRecipe().then(({ draftOf }) =>
          replace(draftOf(recipe, latest.current.takes, latest.current.references), words.reused),
        ),
      tryExample: (text) => replace({ ...latest.current, prompt: { text, mentions: [] } }, words.replaced),
      composer: {
        current: () => latest.current,
        put: (next, said) => {
          if (said !== undefined) return replace(next, said)
          dispatch({ type: 'replace', draft: next })
          prompt.current?.focus()
        },
      },
    }
  }, [dispatch, prompt, words])
}
