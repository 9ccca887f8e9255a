import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormat } from '#components/studio/use-format.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { useWords } from '#components/ui/language.tsx'
import { useForm } from '#components/ui/use-form.ts'
import type { BudgetLimit, BudgetLimitList, Filled } from '#lib/api/budget-limits.ts'
import { changeLimit, limitsQuery } from '#lib/queries/usage.ts'
import { FormProblem, SettingsCard } from '../settings-card.tsx'
import { LimitDialog } from './limit-dialog.tsx'
import { LIMIT_WORDS } from './usage-words.ts'

/** What a month may use, and where each limit stands. */
export function LimitsCard({ mayChange }: { mayChange: boolean }) {
  const words = useWords(LIMIT_WORDS)
  const client = useQueryClient()
  const { data } = useQuery(limitsQuery)
  const [edited, setEdited] = useState<BudgetLimit | 'new'>()
  const keep = (list: BudgetLimitList) => client.setQueryData(limitsQuery.queryKey, list)
  return (
    <SettingsCard title={words.title} about={words.about}>
      {data?.limits.length === 0 && <p className="text-sm text-ink-2">{words.none}</p>}
      <ul className="divide-y">
        {data?.limits.map((limit) => (
          <LimitLine
            key={`${limit.scope} ${limit.subjectId}`}
            limit={limit}
            mayChange={mayChange}
            onChange={() => setEdited(limit)}
            onRemoved={keep}
          />
        ))}
      </ul>
      {mayChange && data && (
        <Button className="mt-4" onClick={() => setEdited('new')}>
          {words.set}
        </Button>
      )}
      {edited && data && (
        <LimitDialog
          list={data}
          limit={edited === 'new' ? undefined : edited}
          onSaved={keep}
          onClose={() => setEdited(undefined)}
        />
      )}
    </SettingsCard>
  )
}

function LimitLine({
  limit,
  mayChange,
  onChange,
  onRemoved,
}: {
  limit: BudgetLimit
  mayChange: boolean
  onChange: () => void
  onRemoved: (list: BudgetLimitList) => void
}) {
  const words = useWords(LIMIT_WORDS)
  const format = useFormat()
  const [isAsking, setAsking] = useState(false)
  const { problem, submit } = useForm(words.failed)
  const { scope, subjectId, tokens, money, atLimit, isOfEnvironment } = limit
  const name = scope === 'team' ? words.scopes.team : words.of(words.scopes[scope], limit.name || words.gone)
  const remove = submit(async () => {
    const whose = { scope, ...(scope !== 'team' && { subjectId }) }
    onRemoved(await changeLimit({ ...whose, tokens: null, money: null, atLimit }))
  })
  return (
    <li className="space-y-2 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="min-w-40 flex-1 text-sm font-medium break-words">{name}</p>
        <span className="text-xs text-ink-2">
          {isOfEnvironment ? words.environment : words.what[atLimit]}
        </span>
        {mayChange && (
          <span className="flex gap-1">
            <Button size="sm" aria-label={words.changeWhich(name)} onClick={onChange}>
              {words.change}
            </Button>
            {!isOfEnvironment && (
              <Button
                size="sm"
                variant="danger"
                aria-label={words.removeWhich(name)}
                onClick={() => setAsking(true)}
              >
                {words.remove}
              </Button>
            )}
          </span>
        )}
      </div>
      {tokens && <Fill filled={tokens} say={format.tokens} unit=" tokens" />}
      {money && <Fill filled={money} say={(amount) => format.money(amount, money.currency)} />}
      <FormProblem problem={problem} />
      {isAsking && (
        <ConfirmDialog
          words={{ ...words.ask, meaning: words.ask.meaning(name) }}
          onConfirm={() => remove()}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  )
}

/** From here on little is left. */
const NEAR = 0.8

function Fill({
  filled: { limit, used, inFlight },
  say,
  unit = '',
}: {
  filled: Filled
  say: (amount: number) => string
  /** Behind the figures, where they don’t say it. */
  unit?: string
}) {
  const words = useWords(LIMIT_WORDS)
  const part = (amount: number) => (limit > 0 ? Math.min(1, amount / limit) : 1)
  const all = part(used + inFlight)
  return (
    <div className="tabular-nums">
      <p className="text-xs text-ink-2">
        {words.filled(say(used), say(limit) + unit)}
        {inFlight > 0 && words.inFlight(say(inFlight))}
      </p>
      <div aria-hidden className="mt-1 flex h-1.5 overflow-hidden rounded-full bg-hover">
        <span className={all >= NEAR ? 'bg-wait' : 'bg-ink-3'} style={{ width: `${part(used) * 100}%` }} />
        <span
          className={`opacity-45 ${all >= NEAR ? 'bg-wait' : 'bg-ink-3'}`}
          style={{ width: `${(all - part(used)) * 100}%` }}
        />
      </div>
    </div>
  )
}
