import type { ReactNode } from 'react'

/** A setting: its name, an optional remark, and the control below. */
export function Field({ label, note, children }: { label: string; note?: ReactNode; children: ReactNode }) {
  return (
    <div>
      <div className="flex h-6 items-center justify-between gap-3 text-xs">
        <span className="font-medium text-ink-2">{label}</span>
        {note !== undefined && <span className="truncate text-ink-3 tabular-nums">{note}</span>}
      </div>
      {children}
    </div>
  )
}
