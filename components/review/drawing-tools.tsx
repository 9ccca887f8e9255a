import { clsx } from 'clsx'
import { Check, MoveUpRight, Pencil, Square, Trash2, Undo2 } from 'lucide-react'
import { useWords } from '#components/ui/language.tsx'
import { DRAWING_COLOURS, DRAWING_TOOLS, type DrawingShape } from '#lib/api/drawing.ts'
import { changeDesk, useDesk } from './desk.ts'
import { REVIEW_WORDS } from './review.words.ts'

const ICONS = { pen: Pencil, arrow: MoveUpRight, box: Square } as const
const FILLS = {
  red: 'bg-draw-red',
  yellow: 'bg-draw-yellow',
  green: 'bg-draw-green',
  blue: 'bg-draw-blue',
  white: 'bg-draw-white',
} as const
const BUTTON =
  'grid size-8 place-items-center rounded-md text-on-screen hover:bg-shade disabled:opacity-40 aria-pressed:bg-on-screen aria-pressed:text-screen touch:size-11'

/** Over the picture, so that it is there on the whole screen too. */
export function DrawingTools({ shapes }: { shapes: readonly DrawingShape[] }) {
  const words = useWords(REVIEW_WORDS)
  const tool = useDesk((desk) => desk.tool)
  const colour = useDesk((desk) => desk.colour)
  return (
    <div
      role="toolbar"
      aria-label={words.tools}
      className="absolute top-2 left-1/2 flex max-w-[calc(100%-16px)] -translate-x-1/2 flex-wrap items-center justify-center gap-0.5 rounded-xl bg-screen p-1 shadow-float"
    >
      {DRAWING_TOOLS.map((one) => {
        const Icon = ICONS[one]
        return (
          <button
            key={one}
            type="button"
            aria-label={words.tool[one]}
            data-tip={words.tool[one]}
            aria-pressed={one === tool}
            onClick={() => changeDesk({ tool: one })}
            className={BUTTON}
          >
            <Icon aria-hidden size={16} />
          </button>
        )
      })}
      <span className="mx-1 h-5 w-px bg-on-screen-2" />
      {DRAWING_COLOURS.map((one) => (
        <button
          key={one}
          type="button"
          aria-label={words.colour[one]}
          data-tip={words.colour[one]}
          aria-pressed={one === colour}
          onClick={() => changeDesk({ colour: one })}
          className="group grid size-8 place-items-center rounded-md touch:h-11 touch:w-9"
        >
          <span
            className={clsx(
              'size-4 rounded-full ring-offset-2 ring-offset-screen group-aria-pressed:ring-2 group-aria-pressed:ring-on-screen',
              FILLS[one],
            )}
          />
        </button>
      ))}
      <span className="mx-1 h-5 w-px bg-on-screen-2" />
      <button
        type="button"
        aria-label={words.undo}
        data-tip={words.undo}
        disabled={shapes.length === 0}
        onClick={() => changeDesk({ shapes: shapes.slice(0, -1) })}
        className={BUTTON}
      >
        <Undo2 aria-hidden size={16} />
      </button>
      <button
        type="button"
        aria-label={words.clear}
        data-tip={words.clear}
        disabled={shapes.length === 0}
        onClick={() => changeDesk({ shapes: [] })}
        className={BUTTON}
      >
        <Trash2 aria-hidden size={16} />
      </button>
      <button
        type="button"
        aria-label={words.done}
        data-tip={words.done}
        onClick={() => changeDesk({ isDrawing: false })}
        className={BUTTON}
      >
        <Check aria-hidden size={16} />
      </button>
    </div>
  )
}
