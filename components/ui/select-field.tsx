import { useId, type ReactNode } from 'react'

/** A choice from a list, with its name above it, or for readers alone. `small`: beside others, in a row. */
export function SelectField({
  label,
  isLabelHidden = false,
  small = false,
  value,
  onChoice,
  children,
}: {
  label: string
  isLabelHidden?: boolean
  small?: boolean
  value: string
  onChoice: (value: string) => void
  children: ReactNode
}) {
  const id = useId()
  return (
    <div className={small ? 'space-y-1' : 'space-y-1.5'}>
      <label
        htmlFor={id}
        className={
          isLabelHidden ? 'sr-only' : small ? 'block text-xs text-ink-2' : 'block text-sm font-medium'
        }
      >
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={({ target }) => onChoice(target.value)}
        className={`rounded-md bg-hover px-2 text-sm touch:h-11 ${small ? 'h-8 max-w-48' : 'h-9 w-full'}`}
      >
        {children}
      </select>
    </div>
  )
}
