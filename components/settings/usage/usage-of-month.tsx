import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormat } from '#components/studio/use-format.ts'
import { buttonClass } from '#components/ui/button.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import type { Usage } from '#lib/api/usage.ts'
import { usageFile, usageQuery } from '#lib/queries/usage.ts'
import { SettingsCard } from '../settings-card.tsx'
import { DayChart } from './day-chart.tsx'
import { moneyInWords } from './money-in-words.ts'
import { monthInWords, monthsBetween } from './months.ts'
import { UsageSplit } from './usage-split.tsx'
import { USAGE_WORDS } from './usage-words.ts'

export function UsageOfMonth({ isFree }: { isFree: boolean }) {
  const words = useWords(USAGE_WORDS)
  const [month, setMonth] = useState<string>()
  const { data } = useQuery(usageQuery(month))
  return (
    <>
      <div className="flex min-h-13 flex-wrap items-end gap-3">
        {data && <MonthPicker usage={data} onMonth={setMonth} />}
        <span className="flex-1" />
        <a href={usageFile(month)} download className={buttonClass()}>
          {words.csv}
        </a>
      </div>
      <SettingsCard
        title={data?.isOfTeam === false ? words.ofOneself : words.ofTeam}
        {...(isFree && { about: words.free })}
      >
        {/* As high as it will be: the card below must not jump. */}
        <div className="min-h-80">{data && <Shown usage={data} />}</div>
      </SettingsCard>
      {data && <UsageSplit usage={data} />}
    </>
  )
}

function Shown({ usage }: { usage: Usage }) {
  const words = useWords(USAGE_WORDS)
  const format = useFormat()
  const { tokens, clips, failures } = usage.total
  const totals = [
    [words.tokens, format.tokens(tokens)],
    [words.money, moneyInWords(usage.total, usage.currency, format)],
    [words.clips, format.number(clips)],
    [words.failures, format.number(failures)],
  ]
  return (
    <>
      <dl className="flex flex-wrap gap-x-8 gap-y-3 tabular-nums max-sm:grid max-sm:grid-cols-2">
        {totals.map(([name, value]) => (
          <div key={name} className="flex flex-col-reverse">
            <dt className="text-xs text-ink-2">{name}</dt>
            <dd className="text-xl font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
      <DayChart usage={usage} />
    </>
  )
}

function MonthPicker({ usage, onMonth }: { usage: Usage; onMonth: (month: string) => void }) {
  const words = useWords(USAGE_WORDS)
  const language = useLanguage()
  return (
    <SelectField label={words.month} small value={usage.month} onChoice={onMonth}>
      {monthsBetween(usage.firstMonth, usage.thisMonth).map((month) => (
        <option key={month} value={month}>
          {monthInWords(month, language)}
        </option>
      ))}
    </SelectField>
  )
}
