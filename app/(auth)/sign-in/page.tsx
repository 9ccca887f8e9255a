import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { services } from '#lib/server/services.ts'

export const metadata: Metadata = { title: 'Sign in' }

const PROBLEMS = new Map([
  ['wrong_token', 'That link does not open this studio. It may be from another installation, or cut short.'],
  ['rate_limited', 'Too many wrong links were tried. Wait a minute, then open the right one again.'],
])

interface Props {
  searchParams: Promise<{ problem?: string | string[] }>
}

/** The only page without a session: says how to get in. */
export default async function SignInPage({ searchParams }: Props) {
  const { authenticate } = await services()
  if (await authenticate(await headers())) redirect('/')
  const { problem } = await searchParams
  const sentence = PROBLEMS.get(String(problem))
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div className="max-w-md rounded-xl border bg-surface p-8">
        <h1 className="text-xl font-semibold">Open the studio</h1>
        {sentence && (
          <p role="alert" className="mt-4 rounded-md bg-bad-soft px-3 py-2 text-bad">
            {sentence}
          </p>
        )}
        <p className="mt-4 text-ink-2">
          Use the link that Seedreel printed when it started. It looks like this, and signs this browser in
          for 90 days:
        </p>
        <p className="mt-3 overflow-x-auto rounded-md bg-raised px-3 py-2 font-mono text-xs">
          /enter?token=…
        </p>
        <p className="mt-3 text-sm text-ink-3">
          Lost it? Start the studio again with <code className="font-mono">npm start</code>, or ask the person
          who runs it.
        </p>
      </div>
    </main>
  )
}
