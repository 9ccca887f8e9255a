import { clsx } from 'clsx'
import { useState } from 'react'
import { number } from '#components/studio/format.ts'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { FILTER_WORDS } from './filters.words.ts'

export interface ChoosableValue {
  value: string
  label: string
  /** Of another language than the page: a tag, a name. */
  isName?: boolean
  /** Absent while it is being counted. */
  count?: number
}

/** More than this, and a field to look for one stands above them. */
const MOST_UNSEARCHED = 12

/** Several of many: a box for each, with the number of cards it would leave. */
export function ValueList({
  label,
  values,
  chosen,
  wide = false,
  onToggle,
}: {
  label: string
  values: readonly ChoosableValue[]
  chosen: readonly string[]
  /** Two beside each other: short ones. */
  wide?: boolean
  onToggle: (value: string) => void
}) {
  const words = useWords(FILTER_WORDS)
  const [part, setPart] = useState('')
  const isLong = values.length > MOST_UNSEARCHED
  const wanted = part.trim().toLowerCase()
  const shown = values.filter((one) => wanted === '' || one.label.toLowerCase().includes(wanted))
  return (
    <div role="group" aria-label={label}>
      {isLong && (
        <input
          type="text"
          aria-label={words.findTag}
          placeholder={words.findTag}
          autoComplete="off"
          value={part}
          onChange={(event) => setPart(event.target.value)}
          className="mb-1 h-8 w-full rounded-md bg-hover px-2.5 -outline-offset-1 touch:h-11 touch:text-lg"
        />
      )}
      <div className={clsx(wide && 'grid grid-cols-2', isLong && 'max-h-72 scrollbar-quiet overflow-y-auto')}>
        {shown.map((one) => (
          <BoxRow
            key={one.value}
            type="checkbox"
            label={one.label}
            isName={one.isName ?? false}
            {...(one.count !== undefined && { count: one.count })}
            checked={chosen.includes(one.value)}
            onChange={() => onToggle(one.value)}
          />
        ))}
      </div>
    </div>
  )
}

/** The whole row is the target. One that would leave nothing stays choosable, but steps back. */
export function BoxRow({
  type,
  name,
  label,
  isName = false,
  count,
  checked,
  onChange,
}: {
  type: 'checkbox' | 'radio'
  name?: string
  label: string
  isName?: boolean
  count?: number
  checked: boolean
  onChange: () => void
}) {
  const language = useLanguage()
  const [isShown, setShown] = useAtOnce(checked)
  return (
    <label
      className={clsx(
        'flex min-h-8 items-center gap-2.5 rounded-lg px-2 hover:bg-hover has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-focus touch:min-h-11',
        count === 0 && !checked && 'text-ink-3',
      )}
    >
      <input
        type={type}
        {...(name !== undefined && { name })}
        autoComplete="off"
        checked={type === 'radio' ? checked : isShown}
        onChange={() => {
          setShown(!isShown)
          onChange()
        }}
        className="size-3.5 shrink-0 accent-ink outline-none"
      />
      <span {...(isName && { translate: 'no' })} className="min-w-0 flex-1 truncate">
        {label}
      </span>
      {count !== undefined && (
        <span className="text-xs text-ink-3 tabular-nums">{number(count, language)}</span>
      )}
    </label>
  )
}

/** What was pressed shows at once: the address, which has the last word, follows in a transition. */
function useAtOnce(checked: boolean): [isShown: boolean, show: (isShown: boolean) => void] {
  const [isShown, show] = useState(checked)
  const [known, setKnown] = useState(checked)
  if (known !== checked) {
    setKnown(checked)
    show(checked)
  }
  return [isShown, show]
}
