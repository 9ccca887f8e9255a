import { Minus, Plus } from 'lucide-react'
import { useId } from 'react'

/** A small whole number between two ends, as one spin button: arrows, Home and End move it. */
export function Stepper({
  label,
  min,
  max,
  value,
  format = String,
  tip,
  attributes,
  onChange,
}: {
  label: string
  min: number
  max: number
  value: number
  format?: (value: number) => string
  /** What more there is to know. */
  tip?: string | undefined
  /** More of the number: its keys. */
  attributes?: Readonly<Record<string, string>>
  onChange: (value: number) => void
}) {
  const tipId = useId()
  const set = (next: number) => onChange(Math.min(max, Math.max(min, next)))
  const keys: Record<string, number> = {
    ArrowUp: value + 1,
    ArrowRight: value + 1,
    ArrowDown: value - 1,
    ArrowLeft: value - 1,
    Home: min,
    End: max,
  }
  const half =
    'flex h-full w-7 items-center justify-center text-ink-2 transition-colors hover:bg-hover hover:text-ink disabled:opacity-30 touch:w-9'
  return (
    <div className="flex h-10 items-center overflow-hidden rounded-lg border border-line-strong touch:h-11">
      <button
        type="button"
        tabIndex={-1}
        aria-hidden
        disabled={value <= min}
        onClick={() => set(value - 1)}
        className={half}
      >
        <Minus size={14} />
      </button>
      <div
        {...attributes}
        role="spinbutton"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuenow={value}
        aria-valuetext={format(value)}
        aria-describedby={tip === undefined ? undefined : tipId}
        data-tip={tip}
        onKeyDown={(event) => {
          const next = keys[event.key]
          if (next === undefined) return
          event.preventDefault()
          set(next)
        }}
        className="min-w-7 text-center font-medium tabular-nums -outline-offset-2"
      >
        {format(value)}
      </div>
      {tip !== undefined && (
        <span id={tipId} hidden>
          {tip}
        </span>
      )}
      <button
        type="button"
        tabIndex={-1}
        aria-hidden
        disabled={value >= max}
        onClick={() => set(value + 1)}
        className={half}
      >
        <Plus size={14} />
      </button>
    </div>
  )
}
