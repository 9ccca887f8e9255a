import { ListVideo } from 'lucide-react'
import Link from 'next/link'
import { clsx } from 'clsx'
import { buttonClass } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({ en: { all: 'Sequences' }, zh: { all: '序列' } })

/** To all sequences of the project. */
export function SequencesLink({ project, className }: { project: string | undefined; className?: string }) {
  const words = useWords(WORDS)
  const search = project === undefined ? '' : `?${new URLSearchParams({ project })}`
  return (
    <Link
      href={`/sequences${search}`}
      data-tip={words.all}
      className={clsx(buttonClass('quiet', 'sm'), 'touch:h-11', className)}
    >
      <ListVideo aria-hidden size={16} />
      {words.all}
    </Link>
  )
}
