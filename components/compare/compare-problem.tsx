import Link from 'next/link'
import { buttonClass } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import {
  compareAddress,
  FEWEST_COMPARED,
  MOST_COMPARED,
  type ComparedTake,
  type MissingTake,
} from '#lib/api/comparison.ts'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: {
    tooFew: 'Choose two to four clips to compare',
    tooMany: (count: number) => `${count} clips are too many to compare`,
    tooManyAdvice: 'Four is the most. Choose them in the gallery, and press C.',
    notAll: (count: number) =>
      count === 1 ? 'One of the clips can’t be compared' : `${count} of the clips can’t be compared`,
    unknown: (id: string) => `There is no clip ${id} here. It may have been deleted, or is another team’s.`,
    in_bin: (id: string) => `${id} is in the bin. Restore it in the gallery first.`,
    no_clip: (id: string) => `${id} has no clip: it isn’t finished, or failed.`,
    advice: 'Select them in the gallery, and press C.',
    gallery: 'Open the gallery',
    others: (count: number) => `Compare the other ${count}`,
    firstFour: 'Compare the first four',
  },
  zh: {
    tooFew: '请选择 2 到 4 个成片进行对比',
    tooMany: (count) => `${count} 个成片太多，无法对比`,
    tooManyAdvice: '最多 4 个。请在作品库中选择，然后按 C。',
    notAll: (count) => `有 ${count} 个成片无法对比`,
    unknown: (id) => `这里没有成片 ${id}，可能已被删除，或属于其他团队。`,
    in_bin: (id) => `${id} 在回收站中，请先在作品库里恢复。`,
    no_clip: (id) => `${id} 没有成片：尚未完成，或已失败。`,
    advice: '在作品库中选择，然后按 C。',
    gallery: '打开作品库',
    others: (count) => `对比其余 ${count} 个`,
    firstFour: '对比前 4 个',
  },
})

/** Which of the clips can't be compared and why, or how many are wanted; and the way on. */
export default function CompareProblem({
  asked,
  takes,
  missing,
  project,
}: {
  asked: readonly string[]
  takes: readonly ComparedTake[]
  missing: readonly MissingTake[]
  project: string
}) {
  const words = useWords(WORDS)
  const isTooMany = asked.length > MOST_COMPARED
  const rest = isTooMany ? asked.slice(0, MOST_COMPARED) : takes.map(({ generation }) => generation.id)
  const title = isTooMany
    ? words.tooMany(asked.length)
    : missing.length > 0
      ? words.notAll(missing.length)
      : words.tooFew
  return (
    <section className="m-auto max-w-lg space-y-4 p-6 text-center text-pretty">
      <h2 className="text-lg font-semibold">{title}</h2>
      {missing.map(({ id, why }) => (
        <p key={id} className="wrap-anywhere text-ink-2">
          {words[why](id)}
        </p>
      ))}
      {missing.length === 0 && <p className="text-ink-2">{isTooMany ? words.tooManyAdvice : words.advice}</p>}
      <p className="flex flex-wrap justify-center gap-2">
        <Link
          href={`/gallery?${new URLSearchParams({ project })}`}
          className={buttonClass(rest.length < FEWEST_COMPARED ? 'accent' : 'plain')}
        >
          {words.gallery}
        </Link>
        {rest.length >= FEWEST_COMPARED && (
          <Link href={compareAddress(rest, { project })} className={buttonClass('accent')}>
            {isTooMany ? words.firstFour : words.others(rest.length)}
          </Link>
        )}
      </p>
    </section>
  )
}
