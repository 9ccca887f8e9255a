import { useId, type ComponentProps } from 'react'

/** A line to write in, with its name above and what is wrong with it below. */
export function TextField({
  label,
  hint,
  problem,
  onText,
  ...props
}: Omit<ComponentProps<'input'>, 'onChange'> & {
  label: string
  hint?: string | undefined
  problem?: string | undefined
  onText: (text: string) => void
}) {
  const id = useId()
  const said = problem ?? hint
  return (
    <div className="space-y-1.5">
      <label htmlFor={id} className="block text-sm font-medium">
        {label}
      </label>
      <input
        autoComplete="off"
        {...props}
        id={id}
        aria-invalid={problem !== undefined}
        aria-describedby={said === undefined ? undefined : `${id}-said`}
        onChange={(event) => onText(event.target.value)}
        className="h-9 w-full rounded-md bg-hover px-2.5 -outline-offset-1 touch:h-11 touch:text-lg"
      />
      {said !== undefined && (
        <p id={`${id}-said`} className={problem === undefined ? 'text-xs text-ink-2' : 'text-xs text-bad'}>
          {problem === undefined ? said : <span role="alert">{problem}</span>}
        </p>
      )}
    </div>
  )
}
