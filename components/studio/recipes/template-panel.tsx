import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'
import { insertTemplate, templateOf } from '#lib/prompt/prompt-template.ts'
import type { Draft } from '../draft.ts'
import type { RecipeTools } from './recipe-tools.ts'
import { SharedPanel } from './shared-panel.tsx'

const WORDS = defineWords({
  en: {
    empty:
      'A template is a prompt with places to fill in, as {subject}. Write one in the prompt and save it, and the whole team can use it.',
    saveAs: 'Save the prompt as',
    nothing: 'Write something in the prompt to save it as a template.',
  },
  zh: {
    empty: '模板是带有待填位置（如 {主体}）的提示词。在提示词中写好并保存后，整个团队都可以使用。',
    saveAs: '将提示词保存为',
    nothing: '先写提示词，才能保存为模板。',
  },
})

/** Prompts with places to fill in that the team has saved. */
export default function TemplatePanel({
  draft,
  tools,
  close,
}: {
  draft: Draft
  tools: RecipeTools
  close: () => void
}) {
  const words = useWords(WORDS)
  const text = templateOf(draft.prompt)
  return (
    <SharedPanel
      kind="template"
      words={words}
      detail={({ content }) => content.text}
      current={text === '' ? undefined : (name) => ({ kind: 'template', name, content: { text } })}
      onApply={({ content }) => {
        // First, or closing would give the focus back to the button.
        close()
        tools.prompt.current?.insert((prompt, range, references) =>
          insertTemplate(prompt, content.text, range, references),
        )
      }}
    />
  )
}
