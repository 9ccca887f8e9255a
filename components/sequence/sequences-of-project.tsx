import { Clapperboard, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { useFormat } from '#components/studio/use-format.ts'
import { buttonClass, IconButton } from '#components/ui/button.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { notify } from '#components/ui/notify.ts'
import { useNow } from '#components/ui/use-now.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { SequenceList } from '#lib/api/sequences.ts'
import { defineWords } from '#lib/language/language.ts'
import { deleteSequence } from '#lib/queries/sequences.ts'
import { ConfirmRemove } from './confirm-remove.tsx'

const WORDS = defineWords({
  en: {
    clips: (count: number) => (count === 1 ? '1 clip' : `${count} clips`),
    remove: (title: string) => `Delete ${title}`,
    none: 'No sequences yet',
    noneHow:
      'Select clips in the gallery and choose “Make a sequence”: they play one after another and can be joined to one.',
    gallery: 'To the gallery',
    notDeleted: 'The sequence could not be deleted',
  },
  zh: {
    clips: (count) => `${count} 段`,
    remove: (title) => `删除 ${title}`,
    none: '还没有序列',
    noneHow: '在作品库中选中成片并选择“制作序列”：它们会依次播放，也可以合成为一个成片。',
    gallery: '前往作品库',
    notDeleted: '无法删除这个序列',
  },
})

type Listed = SequenceList['sequences'][number]

/** Newest change first; a press opens one. */
export default function SequencesOfProject({ list }: { list: SequenceList }) {
  const words = useWords(WORDS)
  const language = useLanguage()
  const [listed, setListed] = useState(list.sequences)
  const [removing, setRemoving] = useState<Listed>()
  const remove = async ({ id }: Listed) => {
    try {
      await deleteSequence(id)
      setListed((before) => before.filter((one) => one.id !== id))
    } catch (error) {
      const advice = error instanceof AppError ? { advice: error.said[language] } : {}
      notify({ kind: 'problem', message: words.notDeleted, ...advice })
    }
  }
  if (listed.length === 0)
    return (
      <div className="grid flex-1 place-content-center justify-items-center gap-2 p-6 text-center">
        <Clapperboard aria-hidden size={32} className="text-ink-3" />
        <p className="text-base font-medium">{words.none}</p>
        <p className="max-w-md text-pretty text-ink-2">{words.noneHow}</p>
        <Link href="/gallery" className={buttonClass('plain')}>
          {words.gallery}
        </Link>
      </div>
    )
  return (
    <>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,260px),1fr))] gap-3">
        {listed.map((one) => (
          <SequenceTile key={one.id} sequence={one} onRemove={() => setRemoving(one)} />
        ))}
      </ul>
      {removing && (
        <ConfirmRemove
          title={removing.title}
          onConfirm={() => void remove(removing)}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </>
  )
}

function SequenceTile({ sequence, onRemove }: { sequence: Listed; onRemove: () => void }) {
  const words = useWords(WORDS)
  const format = useFormat()
  const now = useNow(true)
  const { id, title, parts, posterUrl, updatedAt } = sequence
  return (
    <li className="relative overflow-hidden rounded-xl bg-surface ring-1 ring-line">
      <Link href={`/sequences/${id}`} className="block -outline-offset-2">
        <span className="block aspect-video bg-stage">
          {posterUrl !== undefined && <img src={posterUrl} alt="" className="size-full object-contain" />}
        </span>
        <span className="block truncate px-3 pt-2 font-medium">{title}</span>
        <span className="block px-3 pb-2.5 text-xs text-ink-3 tabular-nums" suppressHydrationWarning>
          {[words.clips(parts), format.ago(updatedAt, now)].join(' · ')}
        </span>
      </Link>
      <IconButton
        label={words.remove(title)}
        onClick={onRemove}
        className="absolute right-1.5 bottom-1.5 touch:size-11"
      >
        <Trash2 size={16} />
      </IconButton>
    </li>
  )
}
