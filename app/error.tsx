'use client'
import { useEffect } from 'react'
import { Button } from '#components/ui/button.tsx'

/** Something in the page itself broke. The draft is in the browser's storage, the takes are on the server: both survive. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  useEffect(() => console.error(error), [error])
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div role="alert" className="max-w-100 space-y-3">
        <h1 className="text-xl font-semibold">This page broke</h1>
        <p className="text-base text-pretty text-ink-2">
          Your draft is kept in this browser and every take goes on being made on the server. Load the page
          again to go on.
        </p>
        {error.digest !== undefined && <p className="text-xs text-ink-3">For the log: {error.digest}</p>}
        <div className="flex gap-2 pt-2">
          <Button variant="accent" onClick={() => location.reload()}>
            Load again
          </Button>
          <Button variant="quiet" onClick={reset}>
            Try without loading
          </Button>
        </div>
      </div>
    </main>
  )
}
