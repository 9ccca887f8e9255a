import { clsx } from 'clsx'

/** With a value it is a bar; without one it only moves, because nothing is known about how far it is. */
export function Progress({ label, value, className }: { label: string; value?: number; className?: string }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value === undefined ? undefined : Math.round(value)}
      className={clsx('h-0.5 w-full overflow-hidden rounded-full bg-line-strong', className)}
    >
      {value === undefined ? (
        <div className="h-full w-1/3 animate-sweep rounded-full bg-ink-2" />
      ) : (
        <div
          className="h-full rounded-full bg-ink transition-[width] duration-150"
          style={{ width: `${Math.min(100, Math.max(0, value))}%` }}
        />
      )}
    </div>
  )
}
