import { Clapperboard } from 'lucide-react'
import Link from 'next/link'
import { clsx } from 'clsx'
import { recipeFacts } from '#components/studio/recipe-facts.ts'
import { RecipeText } from '#components/studio/recipe-text.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import type { MadeHere } from '#lib/generation/made-here.ts'
import type { RecipeFile } from '#lib/generation/recipe-file.ts'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: {
    openSequence: 'Open the sequence',
    file: (name: string) => `From the file ${name}`,
    found: 'A recipe was found in the file',
    foreign: 'It came with the file; this studio did not make the clip.',
    seed: (seed: number) => `Seed ${seed}`,
  },
  zh: {
    openSequence: '打开序列',
    file: (name) => `来自文件 ${name}`,
    found: '文件中带有配方',
    foreign: '配方随文件而来；这个成片不是本工作室生成的。',
    seed: (seed) => `种子 ${seed}`,
  },
})

/** Where a clip is from that no provider made: the way back to its sequence, or what its file told. */
export function MadeHereFacts({ made }: { made: MadeHere }) {
  const words = useWords(WORDS)
  if (made.kind === 'sequence')
    return (
      <Link
        href={`/sequences/${made.sequenceId}`}
        className={clsx(buttonClass('plain'), 'justify-self-start touch:h-11')}
      >
        <Clapperboard aria-hidden size={16} />
        {words.openSequence}
      </Link>
    )
  return (
    <div className="grid gap-3">
      <p className="text-xs break-words text-ink-3">{words.file(made.fileName)}</p>
      {made.found && <FoundRecipe file={made.found} />}
    </div>
  )
}

/** Data from outside: shown as text, and nothing follows from it. */
function FoundRecipe({ file: { recipe, seed } }: { file: RecipeFile }) {
  const words = useWords(WORDS)
  const language = useLanguage()
  const facts = recipeFacts({ recipe, mode: recipe.mode ?? 't2v' }, language)
  const chosen = seed ?? recipe.settings.seed
  return (
    <section className="grid gap-2 rounded-lg p-3 ring-1 ring-line" aria-label={words.found}>
      <h3 className="text-sm font-medium">{words.found}</h3>
      <p className="text-xs text-ink-3">{words.foreign}</p>
      <p className="text-sm text-pretty whitespace-pre-wrap select-text">
        <RecipeText recipe={recipe} />
      </p>
      <p className="text-xs text-ink-3 tabular-nums">
        {[...facts, ...(chosen === undefined || chosen < 0 ? [] : [words.seed(chosen)])].join(' · ')}
      </p>
    </section>
  )
}
