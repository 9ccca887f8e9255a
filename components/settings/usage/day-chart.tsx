import { useState } from 'react'
import { type Format, useFormat } from '#components/studio/use-format.ts'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import type { Usage, UsageFigures } from '#lib/api/usage.ts'
import { topOf } from './day-scale.ts'
import { moneyInWords } from './money-in-words.ts'
import { dayInWords, monthInWords } from './months.ts'
import { USAGE_WORDS } from './usage-words.ts'

type Figure = 'tokens' | 'money' | 'clips'

/** One bar a day. What it shows is also there as a table, for who does not see it or wants the figures. */
export function DayChart({ usage }: { usage: Usage }) {
  const words = useWords(USAGE_WORDS)
  const language = useLanguage()
  const format = useFormat()
  const [figure, setFigure] = useState<Figure>('tokens')
  const [pointed, setPointed] = useState<number>()
  const { days, month, currency } = usage
  const valueOf = (day: UsageFigures) => (figure === 'money' ? (day.money[currency] ?? 0) : day[figure])
  const say = (value: number) => sayFigure(value, figure, usage, format)
  const fullest = days.toSorted((one, other) => valueOf(other) - valueOf(one))[0]
  const isEmpty = !fullest || valueOf(fullest) === 0
  const shown = days.find(({ day }) => day === pointed)
  const nameOf = (day: number) => dayInWords(month, day, language)
  return (
    <figure className="mt-6" aria-label={words.byDay(words[figure], monthInWords(month, language))}>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <Segmented
          label={words.figure}
          stretch={false}
          options={(['tokens', 'money', 'clips'] as const).map((value) => ({ value, label: words[value] }))}
          value={figure}
          onChange={setFigure}
        />
        <p className="text-xs text-ink-2 tabular-nums">
          {isEmpty
            ? words.none
            : shown
              ? words.ofDay(nameOf(shown.day), say(valueOf(shown)))
              : words.most(nameOf(fullest.day), say(valueOf(fullest)))}
        </p>
      </div>
      <Bars
        values={days.map(valueOf)}
        top={topOf(fullest ? valueOf(fullest) : 0)}
        say={say}
        nameOf={nameOf}
        pointed={pointed}
        onPoint={setPointed}
      />
      <DayTable usage={usage} />
    </figure>
  )
}

function sayFigure(value: number, figure: Figure, { currency }: Usage, format: Format): string {
  if (figure === 'money') return format.money(value, currency)
  return figure === 'tokens' ? format.tokens(value) : format.number(value)
}

/** Of a day, in the chart's own measure: a bar of 7 and 3 beside it. */
const STEP = 10
const BAR = 7
/** Else a little of much would not be seen at all. */
const LEAST_HEIGHT = 1.5

function Bars({
  values,
  top,
  say,
  nameOf,
  pointed,
  onPoint,
}: {
  values: readonly number[]
  top: number
  say: (value: number) => string
  nameOf: (day: number) => string
  pointed: number | undefined
  onPoint: (day: number | undefined) => void
}) {
  const width = values.length * STEP
  return (
    <div aria-hidden className="tabular-nums">
      <div className="flex gap-2">
        <svg
          viewBox={`0 0 ${width} 100`}
          preserveAspectRatio="none"
          className="h-40 min-w-0 flex-1 overflow-visible"
          onPointerLeave={() => onPoint(undefined)}
        >
          {[0, 50, 100].map((y) => (
            <line
              key={y}
              x2={width}
              y1={y}
              y2={y}
              vectorEffect="non-scaling-stroke"
              className={y === 100 ? 'stroke-line-strong' : 'stroke-line'}
            />
          ))}
          {values.map((value, index) => {
            const height = value > 0 ? Math.max(LEAST_HEIGHT, (value / top) * 100) : 0
            return (
              <g key={nameOf(index + 1)} onPointerEnter={() => onPoint(index + 1)}>
                <rect x={index * STEP} width={STEP} height={100} className="fill-transparent" />
                <rect
                  data-day={index + 1}
                  x={index * STEP + (STEP - BAR) / 2}
                  y={100 - height}
                  width={BAR}
                  height={height}
                  className={pointed === index + 1 ? 'fill-ink' : 'fill-ink-3'}
                />
              </g>
            )
          })}
        </svg>
        <div className="flex w-14 flex-col justify-between text-2xs text-ink-2">
          <span className="-mt-2">{say(top)}</span>
          <span>{say(top / 2)}</span>
          <span className="-mb-2">0</span>
        </div>
      </div>
      <div className="mt-1.5 flex justify-between pr-16 text-2xs text-ink-2">
        {[1, Math.ceil(values.length / 2), values.length].map((day) => (
          <span key={day}>{nameOf(day)}</span>
        ))}
      </div>
    </div>
  )
}

function DayTable({ usage: { days, month, currency } }: { usage: Usage }) {
  const words = useWords(USAGE_WORDS)
  const language = useLanguage()
  const format = useFormat()
  const used = days.filter(({ tokens, clips, failures }) => tokens + clips + failures > 0)
  if (used.length === 0) return null
  return (
    <details className="mt-3">
      <summary className="w-fit rounded-md text-xs text-ink-2 hover:text-ink touch:flex touch:min-h-11 touch:items-center">
        {words.table}
      </summary>
      <table className="mt-2 w-full text-right text-xs tabular-nums">
        <thead className="text-ink-2">
          <tr>
            <th className="py-1 text-left font-medium">{words.day}</th>
            {[words.tokens, words.money, words.clips, words.failures].map((name) => (
              <th key={name} className="py-1 font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {used.map((figures) => (
            <tr key={figures.day}>
              <th scope="row" className="py-1 text-left font-normal">
                {dayInWords(month, figures.day, language)}
              </th>
              <td>{format.tokens(figures.tokens)}</td>
              <td>{moneyInWords(figures, currency, format)}</td>
              <td>{format.number(figures.clips)}</td>
              <td>{format.number(figures.failures)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
