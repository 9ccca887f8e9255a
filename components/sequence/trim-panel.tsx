import { timecode } from '#components/player/frame-math.ts'
import { shortcut } from '#components/studio/commands/shortcuts.ts'
import { Button } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import type { ShownPart } from '#lib/api/sequences.ts'
import type { Edit } from './sequence-edits.ts'
import type { SequencePlayer } from './sequence-player.ts'
import { SEQUENCE_WORDS } from './sequence.words.ts'
import { TrimBar } from './trim-bar.tsx'

/** Where the chosen clip begins and ends, to the frame. */
export function TrimPanel({
  parts,
  chosen,
  player,
  edit,
}: {
  parts: readonly ShownPart[]
  chosen: string | undefined
  player: SequencePlayer
  edit: (edit: Edit) => void
}) {
  const words = useWords(SEQUENCE_WORDS)
  const place = parts.findIndex(({ id }) => id === chosen)
  const part = parts[place]
  if (!part?.clip) return null
  const { clip, id } = part
  const isWhole = part.in === 0 && part.out === clip.frames - 1
  return (
    <section
      aria-label={words.trim(place + 1)}
      className="grid gap-1.5 rounded-xl bg-surface px-4 py-3 ring-1 ring-line max-sm:px-3"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-3 tabular-nums">
        <h2 className="text-sm font-medium text-ink">{words.trim(place + 1)}</h2>
        <span>
          {timecode(part.in, clip.fps)} – {timecode(part.out, clip.fps)}
        </span>
        <span>{words.ofFrames(part.out - part.in + 1, clip.frames)}</span>
        <span className="flex-1" />
        <Button
          variant="quiet"
          size="sm"
          {...shortcut('trim_off')}
          disabled={isWhole}
          onClick={() => edit({ type: 'trim', id, in: 0, out: clip.frames - 1 })}
          className="touch:h-11"
        >
          {words.wholeClip}
        </Button>
      </div>
      <TrimBar key={id} part={part} clip={clip} player={player} edit={edit} />
    </section>
  )
}
