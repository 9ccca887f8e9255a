import { useQuery } from '@tanstack/react-query'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { MAX_BATCH } from '#lib/api/take-limit.ts'
import { usualTimesQuery } from '#lib/queries/usual-times.ts'
import type { Draft } from '../draft.ts'
import { quoteInWords } from '../price-line.tsx'
import { useFormat } from '../use-format.ts'
import { usualOfCells } from './usual-of-cells.ts'
import type { Matrix } from './matrix.ts'
import { VARIATIONS_WORDS } from './variations-words.ts'

/** How many, for how much, in what time. */
export function VariationsTotal({ draft, matrix, free }: { draft: Draft; matrix: Matrix; free: boolean }) {
  const words = useWords(VARIATIONS_WORDS)
  const language = useLanguage()
  const format = useFormat()
  const { data: times } = useQuery(usualTimesQuery)
  const { cells, made, total, quote } = matrix
  const { price, detail } = quoteInWords(quote, 1, free, language)
  const usual = times && usualOfCells(made, draft.references, times)
  const broken = cells.length - made.length
  return (
    <div className="min-w-0 space-y-0.5 text-xs text-ink-3 tabular-nums">
      <p className="flex flex-wrap items-baseline gap-x-2" aria-live="polite">
        <span className="text-sm font-medium text-ink" data-total>
          {words.total(total)}
        </span>
        <span className="text-sm font-medium text-ink">{price}</span>
        <span>{detail}</span>
        {usual && <span>{words.usually(format.spanRange(usual))}</span>}
      </p>
      {total > MAX_BATCH && <p className="text-wait">{words.tooMany(MAX_BATCH)}</p>}
      {broken > 0 && <p className="text-wait">{words.broken(broken)}</p>}
      <p className="text-pretty">{words.places}</p>
    </div>
  )
}
