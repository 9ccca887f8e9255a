import { clsx } from 'clsx'
import { Slider } from '#components/ui/slider.tsx'
import type { DurationChoice } from '#lib/seedance/models.ts'

/** Whole seconds the model can make, and, where it may choose by itself, a switch for that. */
export function DurationField({
  choice,
  value,
  onChange,
}: {
  choice: DurationChoice
  /** Seconds, or -1 for auto. */
  value: number
  onChange: (seconds: number) => void
}) {
  const { seconds, auto } = choice
  const isAuto = value === -1
  // The list may have gaps (4, 6, 8, 10), so the slider moves over its places.
  const place = Math.max(0, seconds.indexOf(isAuto ? (seconds.find((second) => second >= 5) ?? 5) : value))
  const shown = seconds[place] ?? value
  return (
    <div className="flex items-center gap-3">
      {seconds.length > 1 && (
        <Slider
          label="Length"
          min={0}
          max={seconds.length - 1}
          value={place}
          valueText={isAuto ? 'the model chooses' : `${shown} seconds`}
          onChange={(next) => onChange(seconds[next] ?? shown)}
        />
      )}
      <output className={clsx('w-9 shrink-0 text-right font-medium tabular-nums', isAuto && 'text-ink-3')}>
        {isAuto ? 'Auto' : `${shown} s`}
      </output>
      {auto && seconds.length > 0 && (
        <button
          type="button"
          aria-pressed={isAuto}
          onClick={() => onChange(isAuto ? shown : -1)}
          className={clsx(
            'h-7 shrink-0 rounded-md px-2 text-xs font-medium ring-1 transition-colors touch:h-10',
            isAuto
              ? 'bg-raised text-ink ring-line-strong'
              : 'text-ink-2 ring-line hover:bg-hover hover:text-ink',
          )}
        >
          Auto
        </button>
      )}
    </div>
  )
}
