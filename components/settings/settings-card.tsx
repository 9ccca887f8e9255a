import type { ReactNode } from 'react'

/** One matter of a page of the settings. `beside` stands in the line of its title. */
export function SettingsCard({
  title,
  about,
  beside,
  children,
}: {
  title: string
  about?: string
  beside?: ReactNode
  children: ReactNode
}) {
  return (
    <section aria-label={title} className="rounded-xl border bg-surface p-5 max-sm:p-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 className="min-w-0 text-base font-semibold break-words">{title}</h2>
        {beside}
      </div>
      {about !== undefined && <p className="mt-1 max-w-prose text-sm text-pretty text-ink-2">{about}</p>}
      <div className="mt-4 empty:hidden">{children}</div>
    </section>
  )
}

/** What was refused and can't be said at a field. */
export function FormProblem({ problem }: { problem: string | undefined }) {
  if (problem === undefined) return null
  return (
    <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
      {problem}
    </p>
  )
}
