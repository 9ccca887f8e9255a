import { ArrowRight, Clapperboard } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'

export const EXAMPLE_PROMPT =
  'A paper boat drifts down a rain-soaked street at dusk, past glowing shop windows. ' +
  'The camera follows low over the water; drops ring on the surface, a distant tram bell sounds.'

/** Teaches with one prompt that can be tried at once. */
export function EmptyTakes({ onTry }: { onTry: (prompt: string) => void }) {
  return (
    <div className="flex min-h-[min(560px,60dvh)] flex-col items-center justify-center px-6 py-12 text-center">
      <Clapperboard aria-hidden size={28} strokeWidth={1.5} className="text-ink-3" />
      <h2 className="mt-4 text-xl font-semibold tracking-tight">Your takes appear here</h2>
      <p className="mt-1.5 max-w-100 text-base text-pretty text-ink-2">
        Say what happens, how the camera moves and what is heard. Pictures, clips and sounds you drop in can
        be named in the prompt with @.
      </p>
      <figure className="mt-6 w-full max-w-120 rounded-xl bg-surface text-left ring-1 ring-line">
        <blockquote className="px-5 pt-4 pb-3 text-base text-pretty">{EXAMPLE_PROMPT}</blockquote>
        <figcaption className="flex items-center justify-between gap-3 border-t py-2 pr-2 pl-5 text-xs text-ink-3">
          A prompt to begin with
          <Button variant="quiet" size="sm" className="text-ink" onClick={() => onTry(EXAMPLE_PROMPT)}>
            Try it
            <ArrowRight aria-hidden size={14} />
          </Button>
        </figcaption>
      </figure>
    </div>
  )
}
