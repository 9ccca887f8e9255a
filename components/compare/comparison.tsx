import { useRef, useState } from 'react'
import { useWords } from '#components/ui/language.tsx'
import { useSwitches } from './use-switches.ts'
import { compareAddress, type ComparedTake } from '#lib/api/comparison.ts'
import { defineWords } from '#lib/language/language.ts'
import { CompareControls } from './compare-controls.tsx'
import { CompareStage } from './compare-stage.tsx'
import { RecipeRows } from './recipe-rows.tsx'
import { useCompareCommands } from './use-compare-commands.ts'
import { useComparePlayer } from './use-compare-player.ts'
import { useJudging } from './use-judging.ts'
import { ViewBar } from './view-bar.tsx'

const WORDS = defineWords({ en: { clips: 'Clips' }, zh: { clips: '成片' } })

/** The clips in the order in which they stand side by side; the address follows. */
export default function Comparison({
  takes: given,
  initialFrame,
  project,
}: {
  takes: readonly ComparedTake[]
  initialFrame: number
  project: string
}) {
  const words = useWords(WORDS)
  const [takes, setTakes] = useState(given)
  const [last, setLast] = useState(given)
  // Another address, with one clip more: those that stay keep their elements.
  if (last !== given) {
    setLast(given)
    setTakes(given)
  }
  const player = useComparePlayer(takes, initialFrame)
  const switches = useSwitches(takes.length)
  const judging = useJudging(takes)
  const show = (next: readonly ComparedTake[]) => {
    setTakes(next)
    const ids = next.map(({ generation }) => generation.id)
    window.history.replaceState(null, '', compareAddress(ids, { frame: player.state().frame, project }))
  }
  const remove = (id: string) => show(takes.filter(({ generation }) => generation.id !== id))
  const swap = () => show([...takes.slice(1), ...takes.slice(0, 1)])
  const root = useRef<HTMLDivElement>(null)
  useCompareCommands(root, { takes, player, switches, judging, swap, remove })
  return (
    <div ref={root} className="flex min-w-0 flex-1 flex-col">
      <section aria-label={words.clips} className="flex flex-col">
        <ViewBar takes={takes} player={player} project={project} switches={switches} onSwap={swap} />
        <CompareStage takes={takes} player={player} switches={switches} judging={judging} onRemove={remove} />
      </section>
      <CompareControls takes={takes} player={player} />
      <RecipeRows takes={takes} />
    </div>
  )
}
