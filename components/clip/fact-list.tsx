/** A name, its value, and how that looks where it is no plain figure. */
export type Fact = readonly [name: string, value: string | undefined, className?: string]

/** Under one another; what has no value is left out. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
      {facts.map(([name, value, className = '']) =>
        value === undefined ? null : (
          <div key={name} className="contents">
            <dt className="text-ink-3">{name}</dt>
            <dd className={`min-w-0 text-right tabular-nums select-text ${className}`}>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
