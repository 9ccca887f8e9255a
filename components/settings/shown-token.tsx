import { useEffect, useRef } from 'react'
import { useWords } from '#components/ui/language.tsx'
import type { NewToken } from '#lib/api/tokens.ts'
import { exampleRequest } from './example-request.ts'
import { CopyButton, SecretField } from './secret-field.tsx'
import { TOKENS_WORDS } from './tokens-words.ts'

/** A new token's secret, the only time that it is seen, and a request that works with it. */
export function ShownToken({ token, secret }: NewToken) {
  const words = useWords(TOKENS_WORDS)
  const title = useRef<HTMLHeadingElement>(null)
  const example = exampleRequest(window.location.origin, secret, token.scopes)
  // Below the form that was sent: whoever works by keyboard or screen reader is led here.
  useEffect(() => title.current?.focus(), [])
  return (
    <section
      aria-label={words.shown}
      className="rounded-xl border border-line-strong bg-surface p-5 max-sm:p-4"
    >
      <h2 ref={title} tabIndex={-1} className="text-base font-semibold">
        {words.shown}
      </h2>
      <p className="mt-1 text-sm text-ink-2">{words.shownAbout}</p>
      <div className="mt-4">
        <SecretField label={words.secret} secret={secret} copy={words.copySecret} />
      </div>
      <div className="mt-5 flex items-center justify-between gap-2">
        <h3 className="text-sm font-medium">{words.example}</h3>
        <CopyButton text={example} label={words.copyExample} />
      </div>
      <pre className="mt-2 rounded-md bg-hover p-3 font-mono text-xs leading-5 wrap-anywhere whitespace-pre-wrap">
        {example}
      </pre>
    </section>
  )
}
