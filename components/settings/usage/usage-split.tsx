import { useState } from 'react'
import { useFormat } from '#components/studio/use-format.ts'
import { useWords } from '#components/ui/language.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import type { Usage, UsageRow } from '#lib/api/usage.ts'
import { SettingsCard } from '../settings-card.tsx'
import { moneyInWords } from './money-in-words.ts'
import { USAGE_WORDS } from './usage-words.ts'

const SPLITS = ['projects', 'people', 'models', 'tokens'] as const
type Split = (typeof SPLITS)[number]

/** The same month by what or whom it was used for. */
export function UsageSplit({ usage }: { usage: Usage }) {
  const words = useWords(USAGE_WORDS)
  const [split, setSplit] = useState<Split>('projects')
  const rows = usage[split]
  // Of oneself alone there is one person.
  const splits = SPLITS.filter((one) => usage.isOfTeam || one !== 'people')
  return (
    <SettingsCard title={words.split}>
      <Segmented
        label={words.splitBy}
        stretch={false}
        options={splits.map((value) => ({ value, label: words.splits[value] }))}
        value={split}
        onChange={setSplit}
      />
      <div className="mt-4 min-h-24">
        {rows.length === 0 ? (
          <p className="text-sm text-ink-2">{split === 'tokens' ? words.noToken : words.none}</p>
        ) : (
          <SplitTable rows={rows} usage={usage} name={words.splits[split]} />
        )}
      </div>
    </SettingsCard>
  )
}

function SplitTable({ rows, usage, name }: { rows: readonly UsageRow[]; usage: Usage; name: string }) {
  const words = useWords(USAGE_WORDS)
  const format = useFormat()
  const most = Math.max(1, ...rows.map(({ tokens }) => tokens))
  return (
    <table className="w-full text-right text-sm tabular-nums max-sm:text-xs">
      <thead className="text-xs text-ink-2">
        <tr>
          <th className="w-2/5 pb-1 text-left font-medium">{name}</th>
          {[words.tokens, words.money, words.clips, words.failures].map((title) => (
            <th key={title} className="pb-1 pl-2 font-medium whitespace-nowrap">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y">
        {rows.map((row) => (
          <tr key={row.id} className="align-top">
            <th scope="row" className="py-2 pr-4 text-left font-normal max-sm:pr-2">
              <span className={row.name === '' ? 'text-ink-2' : 'break-words'}>{row.name || words.gone}</span>
              <span aria-hidden className="mt-1 block h-1 rounded-full bg-hover">
                <span
                  className="block h-full rounded-full bg-ink-3"
                  style={{ width: `${(row.tokens / most) * 100}%` }}
                />
              </span>
            </th>
            <td className="py-2 pl-2 whitespace-nowrap">{format.tokens(row.tokens)}</td>
            <td className="py-2 pl-2 whitespace-nowrap">{moneyInWords(row, usage.currency, format)}</td>
            <td className="py-2 pl-2 whitespace-nowrap">{format.number(row.clips)}</td>
            <td className="py-2 pl-2 whitespace-nowrap">{format.number(row.failures)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
