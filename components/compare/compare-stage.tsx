import { clsx } from 'clsx'
import type { CSSProperties } from 'react'
import { useWords } from '#components/ui/language.tsx'
import type { ComparedTake } from '#lib/api/comparison.ts'
import { ClipBar } from './clip-bar.tsx'
import { clipLetter } from './clip-letter.ts'
import { ClipScreen } from './clip-screen.tsx'
import type { ComparePlayer } from './compare-player.ts'
import { COMPARE_WORDS } from './compare.words.ts'
import type { Judging } from './use-judging.ts'
import type { Switches } from './use-switches.ts'
import { WipeHandle } from './wipe-handle.tsx'

/** The pictures: beside one another, or both in one place. The elements stay the same ones, whichever it is. */
export function CompareStage({
  takes,
  player,
  switches,
  judging,
  onRemove,
}: {
  takes: readonly ComparedTake[]
  player: ComparePlayer
  switches: Switches
  judging: Judging
  onRemove: (id: string) => void
}) {
  const words = useWords(COMPARE_WORDS)
  const { view, wipe, gain } = switches
  const isOne = view !== 'side'
  const style: CSSProperties & Record<'--shape' | '--gain' | '--wipe', string> = {
    '--shape': String(shapeOf(takes)),
    '--gain': String(gain),
    '--wipe': `${wipe}%`,
  }
  const size = isOne || takes.length === 2 ? ONE_HIGH : TWO_HIGH
  const over = clsx(size, isOne && 'col-span-2 col-start-1 row-start-1')
  return (
    <div
      data-view={view}
      style={style}
      className={clsx(
        'isolate grid justify-center gap-x-2 gap-y-1 bg-screen p-2 text-on-screen max-sm:px-0',
        columns(takes.length, isOne),
      )}
    >
      {takes.map((take, place) => (
        <div key={take.generation.id} className={clsx(isOne ? 'contents' : 'flex min-w-0 flex-col')}>
          {take.generation.clip && (
            <ClipScreen
              clip={take.generation.clip}
              name={words.clip(clipLetter(place), take.generation.take)}
              place={place}
              player={player}
              view={view}
              className={clsx(over, view === 'difference' && place === 1 && 'mix-blend-difference')}
              style={view === 'wipe' && place === 1 ? { clipPath: 'inset(0 0 0 var(--wipe))' } : undefined}
            />
          )}
          <ClipBar
            take={take}
            place={place}
            player={player}
            judging={judging}
            takes={takes}
            onRemove={takes.length > 2 ? () => onRemove(take.generation.id) : undefined}
          />
        </div>
      ))}
      {view === 'difference' && (
        <div aria-hidden className={clsx(over, 'pointer-events-none z-10 backdrop-brightness-(--gain)')} />
      )}
      {view === 'wipe' && (
        <WipeHandle wipe={wipe} onWipe={switches.setWipe} className={clsx(over, 'aspect-(--shape)')} />
      )}
    </div>
  )
}

/** As high as the window leaves room for beside the bars and the controls, and the clip's shape. */
const ONE_HIGH = 'mx-auto w-[min(100%,calc((100dvh-296px)*var(--shape)))] max-sm:w-full'
const TWO_HIGH = 'mx-auto w-[min(100%,calc((100dvh-344px)/2*var(--shape)))] max-sm:w-full'

/** Written out for the style sheet. */
function columns(count: number, isOne: boolean): string {
  if (isOne) return 'grid-cols-2'
  if (count === 2) return 'grid-cols-[minmax(0,auto)] sm:grid-cols-[repeat(2,minmax(0,auto))]'
  if (count === 3) return 'grid-cols-2 xl:grid-cols-[repeat(3,minmax(0,auto))]'
  return 'grid-cols-[repeat(2,minmax(0,auto))]'
}

/** Width by height of each place: all are alike, as wide as the widest clip is. */
function shapeOf(takes: readonly ComparedTake[]): number {
  const shapes = takes.flatMap(({ generation: { clip } }) => (clip ? [clip.width / clip.height] : []))
  return Math.max(9 / 21, ...shapes.filter((shape) => Number.isFinite(shape)))
}
