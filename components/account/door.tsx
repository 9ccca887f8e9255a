import type { ReactNode } from 'react'
import { LanguageSwitch } from '#components/ui/language-switch.tsx'

/** The pages in front of the studio: one matter in the middle. */
export function Door({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center p-6 max-sm:p-3">
      <div className="fixed top-2 right-2">
        <LanguageSwitch />
      </div>
      <div className="w-full max-w-md rounded-xl border bg-surface p-8 max-sm:p-5">
        <h1 className="text-xl font-semibold">{title}</h1>
        {children}
      </div>
    </main>
  )
}
