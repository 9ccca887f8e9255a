import type { ReactNode } from 'react'

/** One matter of a page of the settings. */
export function SettingsCard({
  title,
  about,
  children,
}: {
  title: string
  about?: string
  children: ReactNode
}) {
  return (
    <section aria-label={title} className="rounded-xl border bg-surface p-5 max-sm:p-4">
      <h2 className="text-base font-semibold">{title}</h2>
      {about !== undefined && <p className="mt-1 max-w-prose text-sm text-pretty text-ink-2">{about}</p>}
      <div className="mt-4">{children}</div>
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
