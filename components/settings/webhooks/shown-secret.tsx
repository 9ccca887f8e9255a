import { useEffect, useRef } from 'react'
import { useWords } from '#components/ui/language.tsx'
import { SecretField } from '../secret-field.tsx'
import { WEBHOOKS_WORDS } from './webhooks-words.ts'

/** A webhook's secret, the only time that it is seen. */
export function ShownSecret({ secret }: { secret: string }) {
  const words = useWords(WEBHOOKS_WORDS)
  const title = useRef<HTMLHeadingElement>(null)
  // Whoever works by keyboard or screen reader is led here from the form that was sent.
  useEffect(() => title.current?.focus(), [])
  return (
    <section aria-label={words.shown} className="rounded-md border border-line-strong p-4">
      <h3 ref={title} tabIndex={-1} className="text-sm font-semibold">
        {words.shown}
      </h3>
      <p className="mt-1 mb-3 max-w-prose text-sm text-pretty text-ink-2">{words.shownAbout}</p>
      <SecretField label={words.secret} secret={secret} copy={words.copySecret} />
    </section>
  )
}
