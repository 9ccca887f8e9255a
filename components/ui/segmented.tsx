import { clsx } from 'clsx'
import { useId, type ReactNode } from 'react'
import { useEarlyChoice } from './early-choice.ts'

export interface SegmentedOption<Value extends string> {
  value: Value
  label: string
  /** Shown in place of the label, which is then only read out. */
  picture?: ReactNode
}

/** One of few: a radio group that looks like one strip. */
export function Segmented<Value extends string>({
  label,
  options,
  value,
  onChange,
  stretch = true,
  attributes,
}: {
  label: string
  options: readonly SegmentedOption<Value>[]
  value: Value
  onChange: (value: Value) => void
  stretch?: boolean
  /** More of the group: its keys. */
  attributes?: Readonly<Record<string, string>>
}) {
  const name = useId()
  const group = useEarlyChoice<HTMLDivElement, Value>(
    value,
    (place) => {
      const shown = place.querySelector<HTMLInputElement>('input:checked')?.value
      return options.find((option) => option.value === shown)?.value
    },
    onChange,
  )
  return (
    <div
      {...attributes}
      ref={group}
      role="radiogroup"
      aria-label={label}
      className={clsx(
        'gap-px rounded-lg bg-hover p-0.5',
        stretch ? 'grid auto-cols-fr grid-flow-col' : 'inline-flex',
      )}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className={clsx(
            'relative flex min-h-7 items-center justify-center rounded-md px-1.5 text-xs font-medium text-ink-2 touch:min-h-10',
            'transition-colors hover:text-ink has-checked:bg-raised has-checked:text-ink has-checked:shadow-raised',
            'has-checked:ring-1 has-checked:ring-line-strong has-focus-visible:outline-2 has-focus-visible:outline-focus',
          )}
        >
          <input
            type="radio"
            autoComplete="off"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {option.picture !== undefined && <span aria-hidden>{option.picture}</span>}
          <span className={clsx(option.picture !== undefined && 'sr-only')}>{option.label}</span>
        </label>
      ))}
    </div>
  )
}
