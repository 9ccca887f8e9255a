import { clsx } from 'clsx'
import type { Standing } from '#lib/generation/verdict.ts'
import { defineWords } from '#lib/language/language.ts'

export const STANDING_WORDS = defineWords({
  en: {
    approved: 'approved',
    changes_requested: 'changes requested',
    rejected: 'not approved',
    asked: 'verdict asked',
  },
  zh: { approved: '已通过', changes_requested: '需修改', rejected: '未通过', asked: '等待评定' },
})

export const STANDING_INKS: Record<Standing, string> = {
  approved: 'text-good',
  changes_requested: 'text-wait',
  rejected: 'text-bad',
  asked: 'text-ink-2',
}

/** By a sign too, not by colour alone. */
const MARKS: Record<Standing, { sign: string; colour: string }> = {
  approved: { sign: '✓', colour: 'bg-good-on-screen' },
  changes_requested: { sign: '!', colour: 'bg-draw-yellow' },
  rejected: { sign: '×', colour: 'bg-bad-on-screen' },
  asked: { sign: '?', colour: 'bg-on-screen-2' },
}

/** Where a take stands, over a picture; whoever shows it says it in words as well. */
export function StandingMark({ standing, className }: { standing: Standing; className?: string }) {
  const { sign, colour } = MARKS[standing]
  return (
    <span
      aria-hidden
      data-standing={standing}
      className={clsx(
        'grid size-4 shrink-0 place-items-center rounded-full text-2xs leading-none font-bold text-screen ring-2 ring-shade',
        colour,
        className,
      )}
    >
      {sign}
    </span>
  )
}
