'use client'
import { clsx } from 'clsx'
import { useEffect, useRef } from 'react'
import { announce } from '#components/ui/announcer.tsx'
import { Button } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'
import { ADVISED_LENGTH, promptLength } from '#lib/prompt/prompt-length.ts'
import { chipSpelled, findSpelled } from '#lib/prompt/spelled-mentions.ts'
import type { PromptEditor } from './use-prompt-editor.ts'

const WORDS = defineWords({
  en: {
    chips: (count: number) => `Make ${count} names chips`,
    chip: (name: string) => `Make “${name}” a chip`,
    words: (count: number) => `${count} words`,
    characters: (count: number) => `${count} characters`,
    count: (count: number, limit: string) => `${count} / ${limit}`,
    over: (limit: string) => `The prompt is longer than the advised ${limit}.`,
    nearly: (limit: string) => `The prompt is near the advised ${limit}.`,
    best: (limit: string) =>
      `The model follows prompts of up to ${limit} best; parts of longer ones are overlooked.`,
  },
  zh: {
    chips: (count) => `把 ${count} 个名称转为标签`,
    chip: (name) => `把“${name}”转为标签`,
    words: (count) => `${count} 词`,
    characters: (count) => `${count} 字`,
    count: (count, limit) => `${count} / ${limit}`,
    over: (limit) => `提示词已超过建议的 ${limit}。`,
    nearly: (limit) => `提示词接近建议的 ${limit}。`,
    best: (limit) => `${limit}以内模型理解得最好，更长的内容可能被忽略。`,
  },
})

/** Beside the hint below the prompt: names that could be chips, and how long the prompt is against the model's advice. */
export default function PromptAdvice({ editor }: { editor: PromptEditor }) {
  const words = useWords(WORDS)
  const { prompt, references } = editor
  const spelled = findSpelled(prompt, references)
  const [first] = spelled
  return (
    <span className="ml-auto flex min-w-0 items-center gap-2">
      {first && !editor.isComposing && (
        <Button
          size="sm"
          variant="quiet"
          className="min-w-0 shrink!"
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
              ? words.chips(spelled.length)
              : words.chip(prompt.text.slice(first.start, first.end))}
          </span>
        </Button>
      )}
      <Count text={prompt.text} />
    </span>
  )
}

const NEARLY = 0.9

function Count({ text }: { text: string }) {
  const inWords = useWords(WORDS)
  const { characters, words, share } = promptLength(text)
  const isChinese = characters / ADVISED_LENGTH.characters > words / ADVISED_LENGTH.words
  const count = isChinese ? characters : words
  const limit = isChinese
    ? inWords.characters(ADVISED_LENGTH.characters)
    : inWords.words(ADVISED_LENGTH.words)
  const state = share > 1 ? 'over' : share >= NEARLY ? 'nearly' : 'well'
  const said = useRef(state)
  useEffect(() => {
    if (said.current === state) return
    said.current = state
    // Said when it begins to matter, not with every word.
    if (state === 'over') announce(inWords.over(limit))
    if (state === 'nearly') announce(inWords.nearly(limit))
  }, [state, limit, inWords])
  if (count === 0) return null
  return (
    <span
      className={clsx(
        'shrink-0 tabular-nums',
        state === 'over' && 'text-wait',
        state === 'nearly' && 'text-ink-2',
      )}
      title={inWords.best(limit)}
    >
      {inWords.count(count, limit)}
    </span>
  )
}
