import { useEffect, useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import type { ViewFilter } from '../gallery-address.ts'
import { dayBefore, withDays, withLength } from './filter-changes.ts'
import { FILTER_WORDS } from './filters.words.ts'

type OnChange = (change: (now: ViewFilter) => ViewFilter) => void

const PRESETS = [
  ['today', 1],
  ['week', 7],
  ['month', 30],
] as const

/** From one day to another, where the person is. */
export function DateFields({ filter, onChange }: { filter: ViewFilter; onChange: OnChange }) {
  const words = useWords(FILTER_WORDS)
  const { from, to } = filter
  const set = (days: { from?: string | undefined; to?: string | undefined }) =>
    onChange((now) => withDays(now, { from: now.from, to: now.to, ...days }, zoneHere()))
  return (
    <div role="group" aria-label={words.date} className="flex flex-col gap-2 p-1">
      <div className="flex flex-wrap gap-1">
        {PRESETS.map(([name, days]) => (
          <Button key={name} size="sm" className="touch:h-11" onClick={() => set(lastDays(days))}>
            {words[name]}
          </Button>
        ))}
      </div>
      <div className="grid grid-cols-2 gap-2">
        <EndField
          type="date"
          label={words.from}
          value={from}
          onValue={(day) => (day === '' || isTyped(day)) && set({ from: day || undefined })}
        />
        <EndField
          type="date"
          label={words.to}
          value={to}
          onValue={(day) => (day === '' || isTyped(day)) && set({ to: day || undefined })}
        />
      </div>
    </div>
  )
}

/** Minutes east of UTC. */
function zoneHere(): number {
  return -new Date().getTimezoneOffset()
}

/** With today. */
function lastDays(days: number): { from: string; to: string } {
  const now = new Date()
  return { from: dayBefore(now, days - 1), to: dayBefore(now, 0) }
}

/** While a year is typed the browser tells of the years 2, 20 and 202 on the way. */
function isTyped(day: string): boolean {
  return day >= '1970'
}

const LONGEST = 3600

/** Whole seconds, both ends included. */
export function LengthFields({ filter, onChange }: { filter: ViewFilter; onChange: OnChange }) {
  const words = useWords(FILTER_WORDS)
  const { 'length-from': from, 'length-to': to } = filter
  return (
    <div role="group" aria-label={words.length} className="grid grid-cols-2 gap-2 p-1">
      <EndField
        type="number"
        label={words.fromSeconds}
        value={from?.toString()}
        onValue={(text) => onChange((now) => withLength(now, secondsOf(text), now['length-to']))}
      />
      <EndField
        type="number"
        label={words.toSeconds}
        value={to?.toString()}
        onValue={(text) => onChange((now) => withLength(now, now['length-from'], secondsOf(text)))}
      />
    </div>
  )
}

function secondsOf(text: string): number | undefined {
  const number = Math.round(Number(text))
  return text === '' || !(number >= 0 && number <= LONGEST) ? undefined : number
}

/** One end of a range. What is typed counts when it is whole: a number when the field is left or Enter is pressed. */
function EndField({
  type,
  label,
  value = '',
  onValue,
}: {
  type: 'date' | 'number'
  label: string
  value: string | undefined
  onValue: (value: string) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // What is being typed stays as it is.
    if (input.current && input.current !== document.activeElement) input.current.value = value
  }, [value])
  const keep = (text: string) => text !== value && onValue(text)
  return (
    <label className="text-xs text-ink-2">
      {label}
      <input
        ref={input}
        type={type}
        {...(type === 'number' && { min: 0, max: LONGEST, inputMode: 'numeric' })}
        autoComplete="off"
        defaultValue={value}
        onChange={(event) => type === 'date' && keep(event.target.value)}
        onBlur={(event) => keep(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && keep(event.currentTarget.value)}
        className="mt-1 h-8 w-full min-w-0 rounded-md bg-hover px-2 text-sm text-ink tabular-nums -outline-offset-1 touch:h-11 touch:text-lg"
      />
    </label>
  )
}
