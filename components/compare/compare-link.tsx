import { Columns2 } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import type { MouseEvent } from 'react'
import { shortcut } from '#components/studio/commands/shortcuts.ts'
import { buttonClass } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { compareAddress, idsToCompare } from '#lib/api/comparison.ts'
import type { GalleryCard } from '#lib/api/gallery.ts'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: {
    compare: 'Compare',
    all: (count: number) => (count === 2 ? 'Compare both takes' : `Compare all ${count} takes`),
    one: (take: number) => `Compare with take ${take}`,
  },
  zh: {
    compare: '对比',
    all: (count) => `对比全部 ${count} 条`,
    one: (take) => `与第 ${take} 条对比`,
  },
})

/** To the comparison with the other takes of the shot, where they are few enough; else with the one before. */
export function CompareLink({
  here,
  takes,
  project,
  frame,
}: {
  here: string
  /** By number. */
  takes: readonly GalleryCard[]
  project: string | undefined
  /** Which is shown now: it is gone on from there. */
  frame: () => number | undefined
}) {
  const words = useWords(WORDS)
  const router = useRouter()
  const clips = takes.filter(({ clip }) => clip !== undefined)
  const ids = idsToCompare(
    clips.map(({ id }) => id),
    here,
  )
  const other = clips.find(({ id }) => id !== here && ids.includes(id))
  if (!other) return null
  const label = ids.length === clips.length ? words.all(ids.length) : words.one(other.take)
  const onClick = (event: MouseEvent) => {
    // A new tab or window is asked for.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    router.push(compareAddress(ids, { frame: frame(), project }))
  }
  return (
    <Link
      href={compareAddress(ids, { project })}
      aria-label={label}
      data-tip={label}
      {...shortcut('compare')}
      onClick={onClick}
      className={`${buttonClass('plain')} max-sm:w-11 max-sm:px-0 touch:h-11`}
    >
      <Columns2 aria-hidden size={14} />
      <span className="max-sm:sr-only">{words.compare}</span>
    </Link>
  )
}
