import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { applyEdit, settle, type PromptText } from '#lib/prompt/prompt-edit.ts'
import type { DraftReference } from '../draft.ts'
import { VARIATIONS_WORDS } from './variations-words.ts'

/** More would be more than anybody compares; the composer's own is not among them. */
const MOST_PROMPTS = 7

/** The composer's own prompt, and others beside it. A new one begins as a copy: most differ by a few words. */
export function OtherPrompts({
  own,
  others,
  references,
  onChange,
}: {
  own: PromptText
  others: readonly PromptText[]
  references: readonly DraftReference[]
  onChange: (prompts: PromptText[]) => void
}) {
  const words = useWords(VARIATIONS_WORDS)
  return (
    <div className="space-y-2">
      <p className="flex items-baseline gap-3 rounded-lg bg-raised px-3 py-2 ring-1 ring-line">
        <span className="line-clamp-2 min-w-0 flex-1 text-pretty wrap-anywhere">
          {own.text.trim() === '' ? <span className="text-ink-3">{words.noPrompt}</span> : own.text}
        </span>
        <span className="shrink-0 text-xs text-ink-3">{words.own}</span>
      </p>
      {others.map((prompt, index) => (
        // Nothing but its place tells two prompts apart while they are typed.
        // eslint-disable-next-line react/no-array-index-key
        <div key={index} className="flex items-start gap-1">
          <OtherPrompt
            label={words.other(index + 2)}
            prompt={prompt}
            references={references}
            onChange={(next) => onChange(others.with(index, next))}
          />
          <IconButton
            label={words.removePrompt(index + 2)}
            className="mt-0.5"
            onClick={() => onChange(others.toSpliced(index, 1))}
          >
            <X size={16} />
          </IconButton>
        </div>
      ))}
      {others.length < MOST_PROMPTS && (
        <Button size="sm" onClick={() => onChange([...others, own])}>
          <Plus aria-hidden size={14} />
          {words.addPrompt}
        </Button>
      )}
    </div>
  )
}

function OtherPrompt({
  label,
  prompt,
  references,
  onChange,
}: {
  label: string
  prompt: PromptText
  references: readonly DraftReference[]
  onChange: (prompt: PromptText) => void
}) {
  const words = useWords(VARIATIONS_WORDS)
  /** What the field holds while an input method composes. */
  const [composed, setComposed] = useState<string>()
  const edit = (text: string, caret: number) => onChange(applyEdit(prompt, text, references, caret))
  const said = references.filter(({ id }) => prompt.mentions.some((mention) => mention.id === id))
  return (
    <div className="min-w-0 flex-1">
      <textarea
        aria-label={label}
        placeholder={words.placeholder}
        autoComplete="off"
        rows={2}
        value={composed ?? prompt.text}
        onChange={({ currentTarget: { value, selectionStart } }) =>
          composed === undefined ? edit(value, selectionStart) : setComposed(value)
        }
        onCompositionStart={() => setComposed(prompt.text)}
        onCompositionEnd={({ currentTarget: { value, selectionStart } }) => {
          setComposed(undefined)
          edit(value, selectionStart)
        }}
        onBlur={() => onChange(settle(prompt, references))}
        className="block field-sizing-content w-full resize-none rounded-lg bg-raised px-3 py-2 text-sm ring-1 ring-line-strong outline-none placeholder:text-ink-3 focus:ring-control max-lg:text-base"
      />
      {said.length > 0 && (
        <p className="mt-1 flex flex-wrap gap-1 text-xs text-ink-3">
          {words.says}
          {said.map(({ id, name }) => (
            <span key={id} className="rounded-sm bg-chip px-1 font-medium text-ink">
              @{name}
            </span>
          ))}
        </p>
      )}
    </div>
  )
}
