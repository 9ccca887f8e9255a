import { notify } from '#components/ui/notify.ts'
import { defineWords, type Language } from '#lib/language/language.ts'
import { fromParts } from '#lib/prompt/prompt-edit.ts'
import type { StudioTools } from './studio-tools.ts'

const WORDS = defineWords({
  en: { cleared: 'The prompt and its references were cleared', undo: 'Undo' },
  zh: { cleared: '提示词和素材已清空', undo: '撤销' },
})

/** Prompt and references go, model and settings stay. Files under way arrive all the same, in case all of it is wanted back. */
export function clearComposer({ draft, dispatch, uploads, prompt }: StudioTools, language: Language): void {
  const words = WORDS[language]
  dispatch({
    type: 'replace',
    draft: { ...draft, prompt: fromParts([], []), references: [], carriedOver: [] },
  })
  prompt.current?.focus()
  const restore = () => {
    dispatch({ type: 'replace', draft })
    // What came while its reference was away found none.
    const waiting = draft.references.filter(({ mediaId, url }) => mediaId === undefined && url === undefined)
    for (const { id } of waiting) if (!uploads.uploading().has(id)) uploads.retry(id)
    prompt.current?.focus()
  }
  notify({ kind: 'done', message: words.cleared, action: { label: words.undo, onPress: restore } })
}
