import { Unplug } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'

/** With an error nothing could be shown at all; without one, what is shown may be old. */
export function LostConnection({ error, onRetry }: { error?: Error; onRetry: () => void }) {
  return (
    <div
      role="alert"
      className="mb-4 flex items-center gap-3 rounded-xl bg-wait-soft px-4 py-3 text-sm ring-1 ring-line"
    >
      <Unplug aria-hidden size={16} className="shrink-0 text-wait" />
      <p className="flex-1">
        {error
          ? error.message
          : 'The studio’s server doesn’t answer. What you see may be old; takes go on being made, and the page catches up by itself.'}
      </p>
      <Button size="sm" onClick={onRetry}>
        Try again
      </Button>
    </div>
  )
}
