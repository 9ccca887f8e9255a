import { clsx } from 'clsx'
import { Check, MoveUpRight, Pencil, Square, Trash2, Undo2 } from 'lucide-react'
import { useWords } from '#components/ui/language.tsx'
import { DRAWING_COLOURS, DRAWING_TOOLS, type DrawingShape } from '#lib/api/drawing.ts'
import { changeDesk, putShapes, useDesk } from './desk.ts'
import { writeComment } from './focus-form.ts'
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
  'grid size-8 place-items-center rounded-md text-on-screen hover:bg-shade disabled:opacity-40 aria-pressed:bg-on-screen aria-pressed:text-screen touch:h-11 max-sm:w-auto max-sm:flex-1 touch:sm:w-11'

/** Over the picture, so that it is there on the whole screen too. */
export function DrawingTools({
  shapes,
  isAway,
}: {
  shapes: readonly DrawingShape[]
  /** While a line is drawn, it goes under them too. */
  isAway: boolean
}) {
  const words = useWords(REVIEW_WORDS)
  const tool = useDesk((desk) => desk.tool)
  const colour = useDesk((desk) => desk.colour)
  return (
    <div
      role="toolbar"
      aria-label={words.tools}
      className={clsx(
        'flex items-center justify-center bg-screen p-1 shadow-float',
        // On a phone it would leave nothing of the picture.
        'max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-30 max-sm:pb-[max(4px,env(safe-area-inset-bottom))]',
        'sm:absolute sm:top-2 sm:left-1/2 sm:-translate-x-1/2 sm:gap-0.5 sm:rounded-xl',
        isAway && 'opacity-20',
      )}
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
      <span className="mx-1 h-5 w-px bg-on-screen-2 max-sm:hidden" />
      {DRAWING_COLOURS.map((one) => (
        <button
          key={one}
          type="button"
          aria-label={words.colour[one]}
          data-tip={words.colour[one]}
          aria-pressed={one === colour}
          onClick={() => changeDesk({ colour: one })}
          className="group grid size-8 place-items-center rounded-md max-sm:w-auto max-sm:flex-1 touch:h-11 touch:sm:w-9"
        >
          <span
            className={clsx(
              'size-4 rounded-full ring-offset-2 ring-offset-screen group-aria-pressed:ring-2 group-aria-pressed:ring-on-screen',
              FILLS[one],
            )}
          />
        </button>
      ))}
      <span className="mx-1 h-5 w-px bg-on-screen-2 max-sm:hidden" />
      <button
        type="button"
        aria-label={words.undo}
        data-tip={words.undo}
        disabled={shapes.length === 0}
        onClick={() => putShapes(shapes.slice(0, -1))}
        className={BUTTON}
      >
        <Undo2 aria-hidden size={16} />
      </button>
      <button
        type="button"
        aria-label={words.clear}
        data-tip={words.clear}
        disabled={shapes.length === 0}
        onClick={() => putShapes([])}
        className={BUTTON}
      >
        <Trash2 aria-hidden size={16} />
      </button>
      <button
        type="button"
        aria-label={words.done}
        data-tip={words.done}
        onClick={() => writeComment()}
        className={BUTTON}
      >
        <Check aria-hidden size={16} />
      </button>
    </div>
  )
}
