import { Button } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'
import type { ShownClip } from './use-clip.ts'

const WORDS = defineWords({
  en: {
    loading: 'Reading the clip',
    failed: 'This clip could not be read. Nothing was changed.',
    again: 'Try again',
  },
  zh: { loading: '正在读取成片', failed: '无法读取这个成片。没有任何改动。', again: '再试一次' },
})

/** In the place of what is told about a take that is not known yet. */
export function LoadingSide({ shown: { card, hasFailed, reload } }: { shown: ShownClip }) {
  const words = useWords(WORDS)
  if (hasFailed)
    return (
      <div role="alert" className="space-y-3 p-5">
        <p className="text-base">{words.failed}</p>
        <Button onClick={reload}>{words.again}</Button>
      </div>
    )
  return (
    <div aria-busy className="space-y-4 p-5">
      <p className="sr-only">{words.loading}</p>
      {card && <p className="text-base text-pretty">{card.prompt}</p>}
      <div className="h-24 rounded-lg bg-hover" />
      <div className="h-40 rounded-lg bg-hover" />
    </div>
  )
}
