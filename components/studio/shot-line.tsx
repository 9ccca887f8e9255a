import { Layers } from 'lucide-react'
import Link from 'next/link'
import { Button } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'
import type { DraftShot } from './draft-shot.ts'

const WORDS = defineWords({
  en: {
    next: 'Next take of',
    untitled: 'a shot without a prompt',
    newShot: 'New shot',
    why: 'Begin a shot of its own instead',
    comment: (name: string) => `What ${name} said`,
  },
  zh: {
    next: '下一条属于镜头',
    untitled: '没有提示词的镜头',
    newShot: '新镜头',
    why: '改为新建一个镜头',
    comment: (name) => `${name} 的评论`,
  },
})

/** Which shot the next take joins, and the way out of it. */
export default function ShotLine({ shot, onNew }: { shot: DraftShot; onNew: () => void }) {
  const words = useWords(WORDS)
  return (
    <>
      <p className="mb-3 flex items-center gap-2 rounded-lg bg-hover py-1 pr-1 pl-3 text-xs text-ink-2">
        <Layers aria-hidden size={14} className="shrink-0 text-ink-3" />
        <span className="shrink-0">{words.next}</span>
        <Link
          href={`/clips/${shot.clipId}`}
          className="min-w-0 flex-1 truncate py-1 text-ink underline decoration-line-strong underline-offset-2 hover:decoration-current touch:py-3"
        >
          {shot.title === '' ? words.untitled : shot.title}
        </Link>
        <Button variant="quiet" size="sm" className="text-ink" data-tip={words.why} onClick={onNew}>
          {words.newShot}
        </Button>
      </p>
      {shot.comment && (
        <blockquote className="mb-3 border-l-2 border-line-strong pl-3 text-sm wrap-anywhere whitespace-pre-wrap">
          <cite className="block text-xs text-ink-2 not-italic">{words.comment(shot.comment.by)}</cite>
          {shot.comment.text}
        </blockquote>
      )}
    </>
  )
}
