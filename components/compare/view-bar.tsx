import { clsx } from 'clsx'
import { ArrowLeftRight, Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { shortcut } from '#components/studio/commands/shortcuts.ts'
import { Button, IconButton } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { MOST_COMPARED, type ComparedTake } from '#lib/api/comparison.ts'
import type { ComparePlayer } from './compare-player.ts'
import { COMPARE_WORDS } from './compare.words.ts'
import { COMPARE_VIEWS, GAINS, type Switches } from './use-switches.ts'

const AddClip = lazy(() => import('./add-clip.tsx'))

/** How the clips are looked at, and which. */
export function ViewBar({
  takes,
  player,
  project,
  switches,
  onSwap,
}: {
  takes: readonly ComparedTake[]
  player: ComparePlayer
  project: string
  switches: Switches
  onSwap: () => void
}) {
  const words = useWords(COMPARE_WORDS)
  const [isAdding, setAdding] = useState(false)
  const isFull = takes.length >= MOST_COMPARED
  return (
    <div className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2 border-b bg-surface px-4 py-2 max-sm:gap-x-1 max-sm:px-2">
      {takes.length === 2 && (
        <div className="w-76 max-sm:min-w-0 max-sm:flex-1">
          <Segmented
            label={words.view}
            attributes={shortcut('compare_view')}
            value={switches.view}
            options={COMPARE_VIEWS.map((value) => ({ value, label: words.views[value] }))}
            onChange={switches.setView}
          />
        </div>
      )}
      {switches.view === 'difference' && (
        <div className="flex items-center gap-2 max-sm:order-last max-sm:w-full">
          <span aria-hidden className="text-xs text-ink-2">
            {words.gain}
          </span>
          <Segmented
            label={words.gain}
            stretch={false}
            value={String(switches.gain)}
            options={GAINS.map((gain) => ({ value: String(gain), label: words.times(gain) }))}
            onChange={(gain) => switches.setGain(Number(gain))}
          />
        </div>
      )}
      <span className={clsx('flex-1', takes.length === 2 && 'max-sm:hidden')} />
      {takes.length === 2 && (
        <IconButton
          label={words.swap}
          {...shortcut('compare_swap')}
          onClick={onSwap}
          className="touch:size-11"
        >
          <ArrowLeftRight size={16} />
        </IconButton>
      )}
      <Button
        variant="quiet"
        {...shortcut('compare_add')}
        aria-haspopup="dialog"
        disabled={isFull}
        data-tip={isFull ? words.full : undefined}
        onClick={() => setAdding(true)}
        className="max-sm:px-0 touch:h-11 max-sm:touch:w-11"
      >
        <Plus aria-hidden size={16} />
        <span className="max-sm:sr-only">{words.add}</span>
      </Button>
      {isAdding && (
        <Suspense>
          <AddClip takes={takes} player={player} project={project} onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </div>
  )
}
