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
  const shape = shapeOf(takes)
  const style: CSSProperties & Record<'--shape' | '--gain' | '--wipe', string> = {
    '--shape': shape.toFixed(4),
    '--gain': String(gain),
    '--wipe': `${wipe}%`,
  }
  const over = clsx(HIGH, isOne && 'col-span-2 col-start-1 row-start-1')
  return (
    <div className="isolate bg-screen p-2 text-on-screen max-sm:px-0">
      <div
        data-view={view}
        style={style}
        className={clsx('mx-auto grid gap-x-2 gap-y-1', MOST_WIDE, columns(takes.length, shape, isOne))}
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
    </div>
  )
}

/** Pictures fill the height that the window leaves beside bars and controls; their columns are never narrower than a bar needs. */
const HIGH = 'mx-auto w-[min(100%,calc(var(--high)*var(--shape)))]'
const MOST_WIDE =
  'sm:max-w-[max(600px,var(--columns)*300px,calc(var(--high)*var(--shape)*var(--columns)+8px*(var(--columns)-1)))]'
const ONE_HIGH = '[--high:calc(100dvh-296px)]'
const TWO_HIGH = '[--high:calc((100dvh-344px)/2)]'

/** Written out for the style sheet. In one place two bars stand under one picture. */
function columns(count: number, shape: number, isOne: boolean): string {
  if (isOne) return clsx('grid-cols-2 [--columns:1]', ONE_HIGH)
  if (count === 2) return clsx(ONE_HIGH, 'sm:grid-cols-2 [--columns:2]', shape < 1 && 'grid-cols-2')
  if (count === 3)
    return clsx(
      TWO_HIGH,
      'grid-cols-2 [--columns:2] xl:grid-cols-3 xl:[--columns:3] xl:[--high:calc(100dvh-296px)]',
    )
  return clsx(TWO_HIGH, 'grid-cols-2 [--columns:2]')
}

/** Width by height of each place: all are alike, as wide as the widest clip is. */
function shapeOf(takes: readonly ComparedTake[]): number {
  const shapes = takes.flatMap(({ generation: { clip } }) => (clip ? [clip.width / clip.height] : []))
  return Math.max(9 / 21, ...shapes.filter((shape) => Number.isFinite(shape)))
}
