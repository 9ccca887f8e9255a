'use client'
/** Loads the editor once the page has come to rest, or when the prompt is first gone to. Until then, and without a network, there is the textarea. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { afterRest } from './after-rest.ts'
import type { Takeover } from './prompt-editor.tsx'

export const loadMentionMenu = () => import('./mention-menu.tsx')

const load = () =>
  Promise.all([
    import('./prompt-editor.tsx'),
    import('./prompt-advice.tsx'),
    import('#lib/prompt/spelled-mentions.ts'),
    loadMentionMenu(),
  ]).then(([editor, advice, spelled]) => ({
    PromptEditor: editor.default,
    PromptAdvice: advice.default,
    referenceAtPosition: spelled.referenceAtPosition,
  }))

export type EditorParts = Awaited<ReturnType<typeof load>> & { takeover: Takeover }

export function useEditorParts() {
  const [loaded, setLoaded] = useState<Awaited<ReturnType<typeof load>>>()
  const [isComposing, setComposing] = useState(false)
  const [parts, setParts] = useState<EditorParts>()
  const isWanted = useRef(false)
  const want = useCallback(() => {
    if (isWanted.current) return
    isWanted.current = true
    load().then(setLoaded, () => {
      // Tried again when the prompt is gone to again.
      isWanted.current = false
    })
  }, [])
  useEffect(() => afterRest(want), [want])
  useEffect(() => {
    // Taking the field away under an input method would lose what it composes.
    if (!loaded || parts || isComposing) return
    // In one go, outside of React's own work: no key falls between reading the caret and the editor's having it.
    queueMicrotask(() => flushSync(() => setParts({ ...loaded, takeover: takeoverNow() })))
  }, [loaded, parts, isComposing])
  return {
    parts,
    /** For what is around the field. */
    watch: {
      onFocus: want,
      onCompositionStart: () => setComposing(true),
      onCompositionEnd: () => setComposing(false),
    },
  }
}

function takeoverNow(): Takeover {
  const field = document.activeElement
  return field instanceof HTMLTextAreaElement && field.dataset['prompt'] !== undefined
    ? { caret: field.selectionEnd }
    : {}
}
