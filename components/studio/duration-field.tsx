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
    <div>
      <div className="flex h-6 items-center gap-2 text-xs">
        <span className="flex-1 font-medium text-ink-2">Length</span>
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
            Auto
          </button>
        )}
        {!(isAuto && auto && seconds.length > 0) && (
          <output className="text-sm font-medium tabular-nums">{isAuto ? 'Auto' : `${shown} s`}</output>
        )}
      </div>
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
    </div>
  )
}
