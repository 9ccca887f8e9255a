import Link from 'next/link'
import { memo } from 'react'
import { useWords } from '#components/ui/language.tsx'
import type { Generation } from '#lib/generation/generation.ts'
import { defineWords } from '#lib/language/language.ts'
import { stateInWords } from '#lib/generation/lifecycle.ts'
import type { UsualTime } from '#lib/generation/usual-time.ts'
import { recipeFacts } from './recipe-facts.ts'
import { RecipeText } from './recipe-text.tsx'
import { ProblemActions, TakeActionsRow, type TakeHandlers } from './take-actions-row.tsx'
import { endTakeDrag, startTakeDrag } from './take-drag.ts'
import { TakeStage } from './take-stage.tsx'
import { UncertainStage } from './uncertain-stage.tsx'
import { useFormat } from './use-format.ts'

const WORDS = defineWords({
  en: { name: (take: number, state: string) => `Take ${take}, ${state}` },
  zh: { name: (take, state) => `第 ${take} 条，${state}` },
})

/** One take: its picture or its progress or its end, what it was made from, and what can be done with it. */
export const TakeCard = memo(function TakeCard({
  generation,
  usual,
  isFirst,
  now,
  handlers,
  isTabStop,
}: {
  generation: Generation
  usual: UsualTime | undefined
  /** Its picture is among those that the page opens with. */
  isFirst: boolean
  now: number
  handlers: TakeHandlers
  /** One card of the list is: arrows lead to the others. */
  isTabStop: boolean
}) {
  const words = useWords(WORDS)
  const format = useFormat()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the card's buttons do the same
    <article
      aria-label={words.name(generation.take, stateInWords(generation)[format.language])}
      data-state={generation.state}
      data-take={generation.take}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- keys do to the card in focus what its buttons do
      tabIndex={isTabStop ? 0 : -1}
      draggable={generation.clip !== undefined}
      onDragStart={({ dataTransfer }) => generation.clip && startTakeDrag(generation, dataTransfer)}
      onDragEnd={endTakeDrag}
      className="flex flex-col overflow-hidden rounded-xl bg-surface ring-1 ring-line"
    >
      {generation.state === 'uncertain' ? (
        <UncertainStage generation={generation} handlers={handlers} />
      ) : (
        <TakeStage
          generation={generation}
          usual={usual}
          isFirst={isFirst}
          problemActions={<ProblemActions generation={generation} handlers={handlers} />}
          onPlay={() => handlers.play(generation)}
        />
      )}
      <div className="flex flex-1 flex-col gap-1.5 border-t px-4 pt-3 pb-1.5">
        <p className="text-sm text-pretty text-ink">
          {/* What is dragged is the take, not its address. */}
          <Link
            href={`/clips/${generation.id}`}
            prefetch={false}
            draggable={false}
            className="line-clamp-2 min-h-10 rounded-sm decoration-line-strong underline-offset-2 hover:underline"
          >
            <RecipeText recipe={generation.recipe} />
          </Link>
        </p>
        <p className="flex items-baseline justify-between gap-3 text-xs text-ink-3 tabular-nums">
          <span className="truncate">{recipeFacts(generation, format.language).join(' · ')}</span>
          <time
            dateTime={new Date(generation.createdAt).toISOString()}
            // The server’s clock and time zone are others.
            suppressHydrationWarning
            className="shrink-0"
          >
            {format.ago(generation.createdAt, now)}
          </time>
        </p>
        <TakeActionsRow generation={generation} handlers={handlers} />
      </div>
    </article>
  )
})
