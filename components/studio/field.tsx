import type { ReactNode } from 'react'

/** A setting: its name, an optional remark, and the control below. */
export function Field({ label, note, children }: { label: string; note?: ReactNode; children: ReactNode }) {
  return (
    <div>
      <div className="mb-1.5 flex items-baseline justify-between gap-3 text-xs">
        <span className="font-medium text-ink-2">{label}</span>
        {note !== undefined && <span className="truncate text-ink-3 tabular-nums">{note}</span>}
      </div>
      {children}
    </div>
  )
}
