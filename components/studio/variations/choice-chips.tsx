import { clsx } from 'clsx'

export interface ChipChoice {
  id: string
  label: string
  /** The composer's own: always among them. */
  own?: { label: string }
}

/** Any number of a few. */
export function ChoiceChips({
  label,
  choices,
  chosen,
  onChange,
}: {
  label: string
  choices: readonly ChipChoice[]
  chosen: ReadonlySet<string>
  onChange: (id: string, isChosen: boolean) => void
}) {
  return (
    <div role="group" aria-label={label} className="flex flex-wrap gap-1.5">
      {choices.map(({ id, label: text, own }) => (
        <label
          key={id}
          title={own?.label}
          className={clsx(
            'relative flex min-h-8 items-center rounded-full px-3 text-xs font-medium ring-1 ring-line-strong touch:min-h-11',
            'transition-colors has-focus-visible:outline-2 has-focus-visible:outline-focus',
            own
              ? 'bg-chip text-ink'
              : 'text-ink-2 hover:bg-hover has-checked:bg-chip has-checked:text-ink has-checked:ring-control',
          )}
        >
          <input
            type="checkbox"
            aria-label={own?.label ?? text}
            checked={own !== undefined || chosen.has(id)}
            disabled={own !== undefined}
            onChange={(event) => onChange(id, event.currentTarget.checked)}
            className="absolute inset-0 cursor-pointer opacity-0 disabled:cursor-default"
          />
          {text}
        </label>
      ))}
    </div>
  )
}
