'use client'
import Link from 'next/link'
import { useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useWords } from '#components/ui/language.tsx'
import type { ClipUse } from '#lib/api/clip-uses.ts'
import { defineWords } from '#lib/language/language.ts'
import type { BinQuestion } from './bin-asker.ts'

const WORDS = defineWords({
  en: {
    title: (count: number) => (count === 1 ? 'Move 1 clip to the bin?' : `Move ${count} clips to the bin?`),
    inUse: (clips: number, count: number) =>
      count === 1
        ? 'It is in use:'
        : clips === 1
          ? `1 of ${count} is in use:`
          : `${clips} of ${count} are in use:`,
    take: (title: string, take: number) => `${title}, take ${take}`,
    as: {
      clip: 'made with the clip',
      last_frame: 'made with its last frame',
      frame: 'made with a frame of it',
      draft: 'full render of this draft',
      part: 'joined from it',
      sequence: 'sequence',
    },
    untitled: 'Without a title',
    more: (count: number) => (count === 1 ? 'and 1 more use' : `and ${count} more uses`),
    meaning:
      'Nothing of that breaks. The clips stay in the bin for 30 days and can be restored; a file that something was made from is kept after that, too.',
    keep: 'Keep them',
    bin: 'Move to the bin',
  },
  zh: {
    title: (count) => `将 ${count} 条移入回收站？`,
    inUse: (clips, count) => (count === 1 ? '它正在被使用：' : `${count} 条中有 ${clips} 条正在被使用：`),
    take: (title, take) => `${title}，第 ${take} 条`,
    as: {
      clip: '用这条成片生成',
      last_frame: '用它的尾帧生成',
      frame: '用它的一帧生成',
      draft: '这条样片的正片',
      part: '由它拼接',
      sequence: '序列',
    },
    untitled: '无标题',
    more: (count) => `另有 ${count} 处`,
    meaning: '这些都不受影响。成片会在回收站保留 30 天，可以恢复；被其他成片用到的文件之后也会保留。',
    keep: '保留',
    bin: '移入回收站',
  },
})

const MOST_SHOWN = 6

/** What is in use says where, before it goes. */
export default function BinDialog({ question, onClose }: { question: BinQuestion; onClose: () => void }) {
  const words = useWords(WORDS)
  const { count, uses, answer } = question
  const body = useRef<HTMLDivElement>(null)
  const close = () => body.current?.closest('dialog')?.close()
  const shown = uses.uses.slice(0, MOST_SHOWN)
  const rest = uses.total - shown.length
  return (
    <Dialog
      title={words.title(count)}
      onClose={() => {
        // After a yes this says nothing any more.
        answer(false)
        onClose()
      }}
      className="w-110"
    >
      <div ref={body} className="flex min-h-0 flex-col gap-3 overflow-y-auto p-5">
        <p>{words.inUse(uses.clips, count)}</p>
        <ul className="space-y-1">
          {shown.map((use) => (
            <UseLine key={`${use.clipId} ${use.as} ${use.userId}`} use={use} onGo={close} />
          ))}
        </ul>
        {rest > 0 && <p className="text-ink-2">{words.more(rest)}</p>}
        <p className="text-ink-2">{words.meaning}</p>
        <div className="flex justify-end gap-2 pt-1">
          <Button variant="quiet" data-focus-first onClick={close}>
            {words.keep}
          </Button>
          <Button
            variant="danger"
            className="bg-bad-soft"
            onClick={() => {
              answer(true)
              close()
            }}
          >
            {words.bin}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

function UseLine({ use, onGo }: { use: ClipUse; onGo: () => void }) {
  const words = useWords(WORDS)
  const title = use.title.trim() === '' ? words.untitled : use.title
  return (
    <li className="flex min-h-8 items-baseline gap-2 touch:min-h-11">
      <Link
        href={use.as === 'sequence' ? `/sequences/${use.userId}` : `/clips/${use.userId}`}
        onClick={onGo}
        className="line-clamp-2 min-w-0 flex-1 py-1 underline decoration-line-strong underline-offset-2 hover:decoration-ink"
      >
        {use.take === undefined ? title : words.take(title, use.take)}
      </Link>
      <span className="shrink-0 text-xs text-ink-2">{words.as[use.as]}</span>
    </li>
  )
}
