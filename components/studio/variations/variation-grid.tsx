import { TriangleAlert } from 'lucide-react'
import { useSay, useWords } from '#components/ui/language.tsx'
import type { VariationCell } from '#lib/generation/variations.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import { useFormat } from '../use-format.ts'
import { ratioInWords } from '../words.ts'
import { VARIATIONS_WORDS } from './variations-words.ts'

/** Every combination, by prompt: what it costs, or why it can't be made. */
export function VariationGrid({
  cells,
  prompts,
  takes,
}: {
  cells: readonly VariationCell[]
  /** Their texts. */
  prompts: readonly string[]
  takes: number
}) {
  return (
    <div className="space-y-3">
      {prompts.map((text, prompt) => (
        // eslint-disable-next-line react/no-array-index-key
        <div key={prompt} className="space-y-1.5">
          {prompts.length > 1 && <p className="truncate text-xs text-ink-3">{text}</p>}
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,160px),1fr))] gap-1.5">
            {cells
              .filter((cell) => cell.prompt === prompt)
              .map((cell) => (
                <Cell key={`${cell.ratio} ${cell.model}`} cell={cell} takes={takes} />
              ))}
          </ul>
        </div>
      ))}
    </div>
  )
}

function Cell({ cell: { ratio, model, problems, quote }, takes }: { cell: VariationCell; takes: number }) {
  const words = useWords(VARIATIONS_WORDS)
  const say = useSay()
  const format = useFormat()
  const [problem] = problems
  const [money] = quote.money ?? []
  const price = money
    ? format.moneyRange(money.min, money.max, money.currency)
    : words.tokens(format.tokenRange(quote.tokens.min, quote.tokens.max))
  return (
    <li
      data-cell={problem ? 'broken' : 'made'}
      className="rounded-lg px-3 py-2 text-xs ring-1 ring-line data-[cell=made]:bg-raised"
    >
      <span className={problem ? 'text-ink-2' : 'font-medium text-ink'}>
        {words.cell(ratioInWords(ratio, format.language), modelOrLoosest(model).model.label)}
      </span>
      {problem ? (
        <span className="mt-0.5 flex items-start gap-1.5 text-ink-2">
          <TriangleAlert aria-hidden size={12} className="mt-0.5 shrink-0 text-wait" />
          <span className="min-w-0 text-pretty wrap-anywhere">{say(problem.message)}</span>
        </span>
      ) : (
        <span data-price className="mt-0.5 block text-ink-2 tabular-nums">
          {words.each(price, takes)}
        </span>
      )}
    </li>
  )
}
