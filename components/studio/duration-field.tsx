import { clsx } from 'clsx'
import { useWords } from '#components/ui/language.tsx'
import { Slider } from '#components/ui/slider.tsx'
import { defineWords } from '#lib/language/language.ts'
import type { DurationChoice } from '#lib/seedance/models.ts'
import { shortcut } from './commands/shortcuts.ts'

const WORDS = defineWords({
  en: {
    length: 'Length',
    auto: 'Auto',
    modelChooses: 'the model chooses',
    short: (count: number) => `${count} s`,
    spoken: (count: number) => `${count} seconds`,
  },
  zh: {
    length: '时长',
    auto: '自动',
    modelChooses: '由模型决定',
    short: (count) => `${count} 秒`,
    spoken: (count) => `${count} 秒`,
  },
})

/** Whole seconds the model can make, and, where it may choose by itself, a switch for that. */
export function DurationField({
  label,
  note,
  choice,
  value,
  onChange,
}: {
  /** Where it is not simply the clip's length. */
  label?: string
  note?: string
  choice: DurationChoice
  /** Seconds, or -1 for auto. */
  value: number
  onChange: (seconds: number) => void
}) {
  const words = useWords(WORDS)
  const { seconds, auto } = choice
  const isAuto = value === -1
  // The list may have gaps (4, 6, 8, 10), so the slider moves over its places.
  const place = Math.max(0, seconds.indexOf(isAuto ? (seconds.find((second) => second >= 5) ?? 5) : value))
  const shown = seconds[place] ?? value
  return (
    <div {...shortcut('duration')}>
      <div className="flex h-6 items-center gap-2 text-xs">
        <span className="flex-1 font-medium text-ink-2">{label ?? words.length}</span>
        {auto && seconds.length > 0 && (
          <button
            type="button"
            aria-pressed={isAuto}
            onClick={() => onChange(isAuto ? shown : -1)}
            className={clsx(
              'h-6 shrink-0 rounded-md px-2 font-medium transition-colors touch:h-10',
              isAuto
                ? 'bg-raised text-ink ring-1 ring-line-strong'
                : 'text-ink-3 hover:bg-hover hover:text-ink',
            )}
          >
            {words.auto}
          </button>
        )}
        {!(isAuto && auto && seconds.length > 0) && (
          <output className="text-sm font-medium tabular-nums">
            {isAuto ? words.auto : words.short(shown)}
          </output>
        )}
      </div>
      {seconds.length > 1 && (
        <Slider
          label={label ?? words.length}
          min={0}
          max={seconds.length - 1}
          value={place}
          valueText={isAuto ? words.modelChooses : words.spoken(shown)}
          onChange={(next) => onChange(seconds[next] ?? shown)}
        />
      )}
      {note !== undefined && <p className="truncate pt-0.5 text-xs text-ink-3">{note}</p>}
    </div>
  )
}
