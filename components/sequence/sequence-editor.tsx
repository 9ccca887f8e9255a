import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { usePlayer } from '#components/player/use-frame-player.ts'
import type { Sequence } from '#lib/api/sequences.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { EmptySequence } from './empty-sequence.tsx'
import { JoinPanel } from './join-panel.tsx'
import { PartStrip } from './part-strip.tsx'
import { playedParts } from './played-parts.ts'
import { SequenceBar } from './sequence-bar.tsx'
import { SequenceHead } from './sequence-head.tsx'
import { createSequencePlayer } from './sequence-player.ts'
import { SequenceStage } from './sequence-stage.tsx'
import { TrimPanel } from './trim-panel.tsx'
import { useJoin } from './use-join.ts'
import { useSequence } from './use-sequence.ts'
import { useSequenceCommands } from './use-sequence-commands.ts'

const AddClips = lazy(() => import('./add-clips.tsx'))

/** What is seen, the line of time, and beneath it the clips in their order. */
export default function SequenceEditor({
  sequence,
  joined: lastJoined,
}: {
  sequence: Sequence
  joined: Generation | undefined
}) {
  const { edits, edit, saveState, flush } = useSequence(sequence)
  const { parts } = edits.now
  const played = useMemo(() => playedParts(parts), [parts])
  const [player] = useState(() => createSequencePlayer(played))
  useEffect(() => player.setParts(played), [player, played])
  const join = useJoin(sequence.id, lastJoined, flush)
  const [isAdding, setAdding] = useState(false)
  usePlayer(player, (state) => state.frame)
  // The part that is seen is the one that is meant.
  const chosen = played[player.place()?.index ?? 0]?.id ?? parts[0]?.id
  const choose = (id: string) => {
    const index = played.findIndex((part) => part.id === id)
    const start = player.timeline().starts[index]
    if (start !== undefined) void player.seekToFrame(start)
  }
  const root = useRef<HTMLDivElement>(null)
  useSequenceCommands(root, {
    player,
    parts,
    chosen,
    choose,
    edit,
    edits,
    join,
    onAdd: () => setAdding(true),
  })
  const ratio = parts.find(({ clip }) => clip)?.clip
  return (
    <div
      ref={root}
      className="mx-auto flex w-full max-w-[1280px] min-w-0 flex-1 flex-col gap-3 p-4 max-sm:p-3"
    >
      <SequenceHead
        edits={edits}
        edit={edit}
        saveState={saveState}
        join={join}
        onAdd={() => setAdding(true)}
      />
      {parts.length === 0 ? (
        <EmptySequence onAdd={() => setAdding(true)} />
      ) : (
        <>
          <div className="overflow-hidden rounded-xl bg-surface ring-1 ring-line">
            <SequenceStage player={player} width={ratio?.width ?? 16} height={ratio?.height ?? 9} />
            <SequenceBar player={player} parts={played} hasAudio={parts.some(({ clip }) => clip?.hasAudio)} />
          </div>
          <PartStrip parts={parts} chosen={chosen} edit={edit} onChoose={choose} />
          <TrimPanel parts={parts} chosen={chosen} player={player} edit={edit} />
        </>
      )}
      <JoinPanel join={join} />
      {isAdding && (
        <Suspense>
          <AddClips project={sequence.projectId} edits={edits} edit={edit} onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </div>
  )
}
