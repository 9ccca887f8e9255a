import { useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useWords } from '#components/ui/language.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useForm } from '#components/ui/use-form.ts'
import type { BudgetLimit, BudgetLimitList } from '#lib/api/budget-limits.ts'
import { AT_LIMIT, type AtLimit, BUDGET_SCOPES, type BudgetScope } from '#lib/generation/budget.ts'
import { changeLimit } from '#lib/queries/usage.ts'
import { FormProblem } from '../settings-card.tsx'
import { readFigure } from './read-figure.ts'
import { LIMIT_WORDS } from './usage-words.ts'

/** Sets a limit: for whom, how much, and what happens at it. Of one that is there, for whom stays. */
export function LimitDialog({
  list,
  limit,
  onSaved,
  onClose,
}: {
  list: BudgetLimitList
  limit: BudgetLimit | undefined
  onSaved: (list: BudgetLimitList) => void
  onClose: () => void
}) {
  const words = useWords(LIMIT_WORDS)
  const form = useRef<HTMLFormElement>(null)
  const [whose, setWhose] = useState({ scope: limit?.scope ?? 'team', subjectId: limit?.subjectId ?? '' })
  const [tokens, setTokens] = useState(String(limit?.tokens?.limit ?? ''))
  const [money, setMoney] = useState(String(limit?.money?.limit ?? ''))
  const [atLimit, setAtLimit] = useState<AtLimit>(limit?.atLimit ?? 'warn')
  const [isTried, setTried] = useState(false)
  const { problem, atField, isBusy, submit } = useForm(words.failed)
  const figures = { tokens: readFigure(tokens, 0), money: readFigure(money, 2) }
  const isNothing = figures.tokens === null && figures.money === null
  const set = async () => {
    setTried(true)
    const { tokens: most, money: dearest } = figures
    if (most === undefined || dearest === undefined || isNothing) return
    const { scope, subjectId } = whose
    const of = { scope, ...(scope !== 'team' && { subjectId }) }
    onSaved(await changeLimit({ ...of, tokens: most, money: dearest, atLimit }))
    form.current?.closest('dialog')?.close()
  }
  const wrong = (field: 'tokens' | 'money') =>
    isTried && figures[field] === undefined ? words.noNumber : atField[field]
  const isUnset = whose.scope !== 'team' && whose.subjectId === ''
  return (
    <Dialog title={limit ? words.change : words.set} onClose={onClose} className="w-110">
      <form
        ref={form}
        noValidate
        onSubmit={(event) => submit(set)(event)}
        className="space-y-4 overflow-y-auto p-5"
      >
        {!limit && <Whose list={list} whose={whose} onWhose={setWhose} />}
        <TextField
          label={words.tokens}
          inputMode="numeric"
          value={tokens}
          onText={setTokens}
          hint={words.tokensHint}
          problem={wrong('tokens')}
          data-focus-first={limit ? '' : undefined}
        />
        <TextField
          label={words.money(words.currencies[list.currency])}
          inputMode="decimal"
          value={money}
          onText={setMoney}
          hint={words.either}
          problem={wrong('money') ?? (isTried && isNothing ? words.noLimit : undefined)}
        />
        <div className="space-y-1.5">
          <p className="text-sm font-medium">{words.atLimit}</p>
          <Segmented
            label={words.atLimit}
            options={AT_LIMIT.map((value) => ({ value, label: words.what[value] }))}
            value={atLimit}
            onChange={setAtLimit}
          />
          <p className="text-xs text-ink-2">{words.means[atLimit]}</p>
        </div>
        <FormProblem problem={problem} />
        <Button type="submit" variant="accent" disabled={isBusy || isUnset} className="w-full">
          {words.save}
        </Button>
      </form>
    </Dialog>
  )
}

interface Whose {
  scope: BudgetScope
  subjectId: string
}

function Whose({
  list: { subjects },
  whose: { scope, subjectId },
  onWhose,
}: {
  list: BudgetLimitList
  whose: Whose
  onWhose: (whose: Whose) => void
}) {
  const words = useWords(LIMIT_WORDS)
  const those = scope === 'team' ? undefined : subjects[scope]
  const choose = (name: string) => {
    const next = BUDGET_SCOPES.find((one) => one === name) ?? 'team'
    onWhose({ scope: next, subjectId: next === 'team' ? '' : (subjects[next][0]?.id ?? '') })
  }
  return (
    <>
      <SelectField label={words.scope} value={scope} onChoice={choose}>
        {BUDGET_SCOPES.map((one) => (
          <option key={one} value={one}>
            {words.scopes[one]}
          </option>
        ))}
      </SelectField>
      {scope !== 'team' && those && those.length > 0 && (
        <SelectField
          label={words.subject[scope]}
          value={subjectId}
          onChoice={(id) => onWhose({ scope, subjectId: id })}
        >
          {those.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </SelectField>
      )}
      {those?.length === 0 && <p className="text-xs text-ink-2">{words.noSubject}</p>}
    </>
  )
}
