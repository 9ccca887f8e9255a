import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useLanguage } from '#components/ui/language.tsx'
import { defineWords, type Language } from '#lib/language/language.ts'
import { findUsualTime, likenessOf } from '#lib/generation/usual-time.ts'
import { usualTimesQuery } from '#lib/queries/usual-times.ts'
import { quote, type Quote } from '#lib/seedance/price.ts'
import { shortcut } from './commands/shortcuts.ts'
import { modeOf } from './draft-mode.ts'
import type { Draft } from './draft.ts'
import { moneyRange, spanRange, tokenRange } from './format.ts'
import type { Matrix } from './variations/matrix.ts'
import { usualOfCells } from './variations/usual-of-cells.ts'
import { inputVideoSeconds, recipeOf, requestOf, settingsToSend } from './recipe.ts'

const RequestDialog = lazy(() => import('./request-dialog.tsx'))

const WORDS = defineWords({
  en: {
    usually: (range: string) => `usually ${range}`,
    eachUsually: (range: string) => `each usually ${range}`,
    request: 'Request',
    requestTip: 'See exactly what will be sent',
    tokens: (range: string) => `${range} tokens`,
    free: 'Free',
    elsewhere: (price: string) => `${price} with a real provider`,
    unpublished: 'its price is not published',
    without: (takes: number) => `and ${takes} whose price is not published`,
  },
  zh: {
    usually: (range) => `通常 ${range}`,
    eachUsually: (range) => `每条通常 ${range}`,
    request: '请求',
    requestTip: '查看实际要发送的内容',
    tokens: (range) => `${range} tokens`,
    free: '免费',
    elsewhere: (price) => `真实服务商需 ${price}`,
    unpublished: '价格未公布',
    without: (takes) => `另有 ${takes} 条价格未公布`,
  },
})

/** What one press will cost, before it is pressed, how long such takes usually take here, and the way to the exact request. */
export function PriceLine({
  draft,
  matrix,
  free,
  projectId,
}: {
  draft: Draft
  /** Where something is varied. */
  matrix: Matrix | undefined
  free: boolean
  projectId: string
}) {
  const { data: times } = useQuery(usualTimesQuery)
  const [isOpen, setOpen] = useState(false)
  const language = useLanguage()
  const words = WORDS[language]
  const { price, detail } = matrix
    ? quoteInWords(matrix.quote, 1, free, language)
    : priceInWords(draft, free, language)
  const like = likenessOf({ model: draft.model, settings: settingsToSend(draft) }, modeOf(draft))
  const usual =
    times && (matrix ? usualOfCells(matrix.made, draft.references, times) : findUsualTime(times, like)?.whole)
  const [first = recipeOf(draft), ...others] = matrix ? matrix.made.map(({ recipe }) => recipe) : []
  return (
    <div className="flex items-center gap-2 text-xs text-ink-3 tabular-nums">
      <p className="flex min-w-0 flex-1 items-baseline gap-2">
        <span className="shrink-0 text-sm font-medium text-ink">{price}</span>
        <span className="min-w-0 flex-1 truncate">{detail}</span>
        {usual && (
          <span className="shrink-0">
            {(matrix ? words.eachUsually : words.usually)(spanRange(usual, language))}
          </span>
        )}
      </p>
      <Button
        variant="quiet"
        size="sm"
        aria-haspopup="dialog"
        {...shortcut('request')}
        data-tip={words.requestTip}
        onClick={() => setOpen(true)}
        className="-my-1 -mr-2"
      >
        {words.request}
      </Button>
      {isOpen && (
        <Suspense>
          <RequestDialog
            recipes={[first, ...others]}
            takes={draft.takes}
            free={free}
            projectId={projectId}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </div>
  )
}

export function priceInWords(
  draft: Draft,
  free: boolean,
  language: Language,
): { price: string; detail: string } {
  const price = quote(requestOf(draft), { inputVideoSeconds: inputVideoSeconds(draft.references) })
  return quoteInWords(price, draft.takes, free, language)
}

export function quoteInWords(
  { tokens: count, money = [], unpriced = 0 }: Quote & { unpriced?: number },
  takes: number,
  free: boolean,
  language: Language,
): { price: string; detail: string } {
  const words = WORDS[language]
  const amount = words.tokens(tokenRange(count.min * takes, count.max * takes, language))
  const [first, second] = money.map(({ currency, min, max }) =>
    moneyRange(min * takes, max * takes, currency, language),
  )
  if (free) return { price: words.free, detail: first === undefined ? amount : words.elsewhere(first) }
  if (first !== undefined && unpriced > 0) return { price: first, detail: words.without(unpriced) }
  if (first === undefined) return { price: amount, detail: words.unpublished }
  return { price: first, detail: second === undefined ? amount : `${second} · ${amount}` }
}
