import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useFormat } from '#components/studio/use-format.ts'
import { announce } from '#components/ui/announcer.tsx'
import { Button } from '#components/ui/button.tsx'
import { useSay, useWords } from '#components/ui/language.tsx'
import { useForm } from '#components/ui/use-form.ts'
import type { BudgetRequest, Decision } from '#lib/api/budget-limits.ts'
import { decideRequest, limitsQuery, requestsQuery } from '#lib/queries/usage.ts'
import { FormProblem, SettingsCard } from '../settings-card.tsx'
import { REQUEST_WORDS } from './usage-words.ts'

/** Presses over a limit that asks: for admins to decide, for whoever asked to see. Not there while nothing waits. */
export function RequestsCard() {
  const words = useWords(REQUEST_WORDS)
  const { data } = useQuery(requestsQuery)
  if (!data || data.requests.length === 0) return null
  return (
    <SettingsCard title={words.title} about={data.canDecide ? words.about : words.mine}>
      <ul className="divide-y">
        {data.requests.map((request) => (
          <RequestLine key={request.id} request={request} canDecide={data.canDecide} />
        ))}
      </ul>
    </SettingsCard>
  )
}

function RequestLine({ request, canDecide }: { request: BudgetRequest; canDecide: boolean }) {
  const words = useWords(REQUEST_WORDS)
  const say = useSay()
  const format = useFormat()
  const { author, project, prompt, takes, tokens, money, reason } = request
  const facts = [
    author,
    ...(project === '' ? [] : [project]),
    words.takes(takes),
    ...(tokens === undefined ? [words.unknown] : [`${format.tokens(tokens)} tokens`]),
    ...(money ? [format.money(money.amount, money.currency)] : []),
  ]
  return (
    <li className="space-y-2 py-3">
      <div>
        <p className="text-sm font-medium break-words">{prompt}</p>
        <p className="text-xs break-words text-ink-2 tabular-nums">{facts.join(' · ')}</p>
        <p className="mt-1 max-w-prose text-xs text-pretty text-ink-2 tabular-nums">{say(reason)}</p>
      </div>
      {canDecide && <Decisions request={request} />}
    </li>
  )
}

function Decisions({ request: { id, prompt } }: { request: BudgetRequest }) {
  const words = useWords(REQUEST_WORDS)
  const client = useQueryClient()
  const { problem, isBusy, submit } = useForm(words.failed)
  const decide = (decision: Decision) =>
    submit(async () => {
      const left = await decideRequest(id, decision)
      announce(decision === 'approve' ? words.approved : words.declined)
      client.setQueryData(requestsQuery.queryKey, left)
      await client.invalidateQueries({ queryKey: limitsQuery.queryKey })
    })
  return (
    <>
      <FormProblem problem={problem} />
      <div className="flex gap-2">
        <Button
          variant="accent"
          size="sm"
          disabled={isBusy}
          aria-label={words.approveWhich(prompt)}
          onClick={() => decide('approve')()}
        >
          {words.approve}
        </Button>
        <Button
          variant="danger"
          size="sm"
          disabled={isBusy}
          aria-label={words.declineWhich(prompt)}
          onClick={() => decide('decline')()}
        >
          {words.decline}
        </Button>
      </div>
    </>
  )
}
