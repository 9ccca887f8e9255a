import { clsx } from 'clsx'
import { useMemo } from 'react'
import { useWords } from '#components/ui/language.tsx'
import type { Recipe } from '#lib/generation/generation.ts'
import { defineWords } from '#lib/language/language.ts'
import { promptTokens, type PromptToken } from '#lib/prompt/prompt-tokens.ts'
import { diffWords, isRewritten } from '#lib/prompt/word-diff.ts'

type Prompted = Pick<Recipe, 'prompt' | 'references'>

const WORDS = defineWords({
  en: {
    none: 'No prompt',
    other: 'Another prompt altogether',
    added: 'Added: ',
    removed: 'Removed: ',
    end: ' (end)',
  },
  zh: { none: '无提示词', other: '完全不同的提示词', added: '新增：', removed: '删去：', end: '（完）' },
})

/** A prompt; where `before` is given, what went from that one is struck out and what came is marked. */
export function PromptDifference({ recipe, before }: { recipe: Prompted; before?: Prompted | undefined }) {
  const words = useWords(WORDS)
  const { stretches, isOther } = useMemo(() => {
    const tokens = promptTokens(recipe.prompt, recipe.references)
    const plain = [{ change: 'same' as const, tokens }]
    if (!before) return { stretches: plain, isOther: false }
    const found = diffWords(promptTokens(before.prompt, before.references), tokens)
    const isOther = isRewritten(found)
    return { stretches: isOther ? plain : found, isOther }
  }, [recipe, before])
  if (stretches.every(({ tokens }) => tokens.length === 0)) return <p className="text-ink-3">{words.none}</p>
  return (
    <>
      {isOther && <p className="mb-1 text-xs text-ink-3">{words.other}</p>}
      <p className="text-pretty wrap-anywhere whitespace-pre-wrap select-text">
        {stretches.map(({ change, tokens }, index) => {
          const text = <Tokens tokens={tokens} />
          // oxlint-disable react/no-array-index-key -- made anew as a whole, and it keeps nothing
          if (change === 'same') return <span key={index}>{text}</span>
          const Mark = change === 'added' ? 'ins' : 'del'
          return (
            <Mark
              key={index}
              className={clsx(
                'rounded-sm [box-decoration-break:clone] px-0.5',
                change === 'added'
                  ? 'bg-good-soft text-good no-underline'
                  : 'bg-bad-soft text-bad line-through',
              )}
            >
              <span className="sr-only">{words[change]}</span>
              {text}
              <span className="sr-only">{words.end}</span>
            </Mark>
          )
          // oxlint-enable react/no-array-index-key
        })}
      </p>
    </>
  )
}

function Tokens({ tokens }: { tokens: readonly PromptToken[] }) {
  return tokens.map(({ text, isMention }, index) =>
    isMention ? (
      // oxlint-disable-next-line react/no-array-index-key -- a mention can stand twice
      <span key={index} className="rounded-sm px-1 font-medium ring-1 ring-line-strong">
        {text}
      </span>
    ) : (
      text
    ),
  )
}
