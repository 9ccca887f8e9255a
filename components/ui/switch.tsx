import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { useEarlyChoice } from './early-choice.ts'

/** On or off, at once. The whole row is the target. */
export function Switch({
  label,
  hint,
  checked,
  disabled = false,
  onChange,
}: {
  label: ReactNode
  hint?: ReactNode
  checked: boolean
  disabled?: boolean
  onChange: (checked: boolean) => void
}) {
  const input = useEarlyChoice<HTMLInputElement, boolean>(checked, (place) => place.checked, onChange)
  return (
    <label
      className={clsx(
        'flex min-h-8 items-center justify-between gap-3 touch:min-h-11',
        disabled && 'cursor-not-allowed opacity-45',
      )}
    >
      <span className="min-w-0">
        <span className="block text-ink">{label}</span>
        {hint !== undefined && <span className="block text-xs text-ink-3">{hint}</span>}
      </span>
      <input
        ref={input}
        type="checkbox"
        autoComplete="off"
        role="switch"
        aria-checked={checked}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        className={clsx(
          'relative h-4.5 w-8 shrink-0 cursor-[inherit] appearance-none rounded-full bg-control transition-colors checked:bg-ink',
          'before:absolute before:top-0.5 before:left-0.5 before:size-3.5 before:rounded-full before:bg-raised',
          'before:transition-[translate] checked:before:translate-x-3.5',
        )}
      />
    </label>
  )
}
