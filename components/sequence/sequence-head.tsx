import { Combine, Plus, Redo2, Undo2 } from 'lucide-react'
import { timecode } from '#components/player/frame-math.ts'
import { shortcut } from '#components/studio/commands/shortcuts.ts'
import { Button, IconButton } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import type { Edit, Edits } from './sequence-edits.ts'
import { playedParts } from './played-parts.ts'
import { sequenceTimeline } from './sequence-timeline.ts'
import { SEQUENCE_WORDS } from './sequence.words.ts'
import type { Join } from './use-join.ts'
import type { SaveState } from './use-sequence.ts'

/** Its name, how long it is, and what can be done with the whole of it. */
export function SequenceHead({
  edits: { now, past, future },
  edit,
  saveState,
  join,
  onAdd,
}: {
  edits: Edits
  edit: (edit: Edit) => void
  saveState: SaveState
  join: Join
  onAdd: () => void
}) {
  const words = useWords(SEQUENCE_WORDS)
  const { fps, frames } = sequenceTimeline(playedParts(now.parts))
  const said = { saved: words.saved, saving: words.saving, failed: words.notSaved }[saveState]
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <div className="min-w-52 flex-1">
        <input
          aria-label={words.title}
          value={now.title}
          maxLength={80}
          onChange={(event) => edit({ type: 'title', title: event.target.value })}
          onBlur={() => edit({ type: 'settle' })}
          className="-ml-2 h-9 w-full rounded-md bg-transparent px-2 text-lg font-semibold hover:bg-hover focus:bg-surface touch:h-11"
        />
        <p className="flex gap-2 text-xs text-ink-3 tabular-nums">
          <span data-total>{words.total(now.parts.length, timecode(frames, fps))}</span>
          <span
            role="status"
            data-save-state={saveState}
            className={saveState === 'failed' ? 'text-bad' : ''}
          >
            {said}
          </span>
        </p>
      </div>
      <div className="flex items-center gap-1">
        <IconButton
          label={words.undo}
          {...shortcut('undo')}
          disabled={past.length === 0}
          onClick={() => edit({ type: 'undo' })}
          className="touch:size-11"
        >
          <Undo2 size={18} />
        </IconButton>
        <IconButton
          label={words.redo}
          {...shortcut('redo')}
          disabled={future.length === 0}
          onClick={() => edit({ type: 'redo' })}
          className="touch:size-11"
        >
          <Redo2 size={18} />
        </IconButton>
        <Button {...shortcut('add_parts')} onClick={onAdd} className="ml-1 touch:h-11">
          <Plus aria-hidden size={16} />
          {words.add}
        </Button>
        <Button
          variant="accent"
          {...shortcut('join')}
          disabled={join.isAtWork || frames === 0}
          onClick={() => void join.start()}
          className="ml-1 touch:h-11"
        >
          <Combine aria-hidden size={16} />
          {words.join}
        </Button>
      </div>
    </div>
  )
}
