import { useId, type ReactNode } from 'react'

/** One of a list, with its name above. `children` are the options. */
export function Choice({
  label,
  value,
  onChoice,
  children,
}: {
  label: string
  value: string
  onChoice: (value: string) => void
  children: ReactNode
}) {
  const id = useId()
  return (
    <div className="space-y-1.5">
      <label htmlFor={id} className="block text-sm font-medium">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={({ target }) => onChoice(target.value)}
        className="h-9 w-full rounded-md border border-line-strong bg-raised px-2 text-sm touch:h-11"
      >
        {children}
      </select>
    </div>
  )
}
