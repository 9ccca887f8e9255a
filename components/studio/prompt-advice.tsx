'use client'
import { clsx } from 'clsx'
import { useEffect, useRef } from 'react'
import { announce } from '#components/ui/announcer.tsx'
import { Button } from '#components/ui/button.tsx'
import { ADVISED_LENGTH, promptLength } from '#lib/prompt/prompt-length.ts'
import { chipSpelled, findSpelled } from '#lib/prompt/spelled-mentions.ts'
import type { PromptEditor } from './use-prompt-editor.ts'

/** Beside the hint below the prompt: names that could be chips, and how long the prompt is against the model's advice. */
export default function PromptAdvice({ editor }: { editor: PromptEditor }) {
  const { prompt, references } = editor
  const spelled = findSpelled(prompt, references)
  const [first] = spelled
  return (
    <span className="ml-auto flex min-w-0 items-center gap-2">
      {first && !editor.isComposing && (
        <Button
          size="sm"
          variant="quiet"
          // Or the prompt would lose the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            const { start } = editor.surface.current?.selection() ?? { start: prompt.text.length }
            editor.replace([chipSpelled(prompt, spelled, references, start)])
            editor.surface.current?.focus()
          }}
        >
          <span className="truncate">
            {spelled.length > 1
              ? `Make ${spelled.length} names chips`
              : `Make “${prompt.text.slice(first.start, first.end)}” a chip`}
          </span>
        </Button>
      )}
      <Count text={prompt.text} />
    </span>
  )
}

const NEARLY = 0.9

function Count({ text }: { text: string }) {
  const { characters, words, share } = promptLength(text)
  const isChinese = characters / ADVISED_LENGTH.characters > words / ADVISED_LENGTH.words
  const [count, limit] = isChinese ? [characters, ADVISED_LENGTH.characters] : [words, ADVISED_LENGTH.words]
  const unit = isChinese ? 'characters' : 'words'
  const state = share > 1 ? 'over' : share >= NEARLY ? 'nearly' : 'well'
  const said = useRef(state)
  useEffect(() => {
    if (said.current === state) return
    said.current = state
    // Said when it begins to matter, not with every word.
    if (state === 'over') announce(`The prompt is longer than the advised ${limit} ${unit}.`)
    if (state === 'nearly') announce(`The prompt is near the advised ${limit} ${unit}.`)
  }, [state, limit, unit])
  if (count === 0) return null
  return (
    <span
      className={clsx(
        'shrink-0 tabular-nums',
        state === 'over' && 'text-wait',
        state === 'nearly' && 'text-ink-2',
      )}
      title={`The model follows prompts of up to ${limit} ${unit} best; parts of longer ones are overlooked.`}
    >
      {count} / {limit} {unit}
    </span>
  )
}
