import { clsx } from 'clsx'
import { useState, type CSSProperties, type ReactNode } from 'react'
import { useCommands } from '#components/studio/commands/registry.ts'
import { SHORTCUTS } from '#components/studio/commands/shortcuts.ts'
import { SETTING_NAMES } from '#components/studio/setting-names.ts'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { Switch } from '#components/ui/switch.tsx'
import type { ComparedTake } from '#lib/api/comparison.ts'
import type { ReferenceChange, ReferenceRow } from '#lib/generation/recipe-difference.ts'
import { clipLetter } from './clip-letter.ts'
import { PromptDifference } from './prompt-difference.tsx'
import { comparedRecipes } from './compared-recipes.ts'
import { RECIPE_WORDS } from './recipe-rows.words.ts'
import { ReferenceCell } from './reference-cell.tsx'
import { valueInWords } from './value-in-words.ts'

/** What was asked for, clip beside clip: the prompts word by word, the references, the settings. */
export function RecipeRows({ takes }: { takes: readonly ComparedTake[] }) {
  const words = useWords(RECIPE_WORDS)
  const names = useWords(SETTING_NAMES)
  const language = useLanguage()
  const [isOnly, setOnly] = useState(true)
  useCommands(() => [
    {
      id: 'only_differences',
      group: 'compare',
      name: { en: 'Only differences, or everything', zh: '只看差异或全部' },
      keys: SHORTCUTS.only_differences,
      run: () => setOnly(!isOnly),
    },
  ])
  const { recipes, values, fields, differing, isPromptSame, references } = comparedRecipes(takes)
  const shownFields = isOnly ? differing : fields
  const shownReferences = isOnly ? references.filter(({ changes }) => changes.length > 0) : references
  const hasPrompt = !isOnly || !isPromptSame
  const isSame =
    differing.length === 0 && isPromptSame && references.every(({ changes }) => changes.length === 0)
  return (
    <section aria-label={words.title} className="mx-auto w-full max-w-[1600px] px-4 pt-5 pb-10 max-sm:px-3">
      <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b pb-2">
        <h2 className="text-base font-semibold">{words.title}</h2>
        <Switch label={words.only} checked={isOnly} onChange={setOnly} />
      </header>
      {isSame && <p className="py-4 text-ink-2">{words.same}</p>}
      {hasPrompt && (
        <Row name={words.prompt} isDifferent={!isPromptSame} count={takes.length}>
          {recipes.map((recipe, place) => (
            <PromptDifference
              key={takes[place]?.generation.id}
              recipe={recipe}
              before={place === 0 ? undefined : recipes[0]}
            />
          ))}
        </Row>
      )}
      {shownReferences.map((row, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- rows have no name of their own
        <Row
          key={index}
          name={words.reference}
          note={noteOf(row, words.changes)}
          isDifferent={row.changes.length > 0}
          count={takes.length}
        >
          {row.references.map((reference, place) => (
            <ReferenceCell key={takes[place]?.generation.id} reference={reference} changes={row.changes} />
          ))}
        </Row>
      ))}
      {shownFields.map((field) => (
        <Row key={field} name={names[field]} isDifferent={differing.includes(field)} count={takes.length}>
          {values.map((value, place) => (
            <p key={takes[place]?.generation.id} className="tabular-nums select-text">
              {valueInWords(field, value, language)}
            </p>
          ))}
        </Row>
      ))}
    </section>
  )
}

function noteOf({ changes }: ReferenceRow, words: Readonly<Record<ReferenceChange, string>>): string {
  return changes.map((change) => words[change]).join(', ')
}

/** Beside one another; on a phone one under the other. */
function Row({
  name,
  note,
  isDifferent,
  count,
  children,
}: {
  name: string
  note?: string
  isDifferent: boolean
  count: number
  children: readonly ReactNode[]
}) {
  const style: CSSProperties & Record<'--clips', number> = { '--clips': count }
  return (
    <div
      data-recipe-row={name}
      className={clsx(
        'grid gap-x-6 gap-y-1.5 border-b py-3 sm:grid-cols-[112px_repeat(var(--clips),minmax(0,1fr))]',
        !isDifferent && 'text-ink-2',
      )}
      style={style}
    >
      <h3 className={clsx('text-xs', isDifferent ? 'font-semibold' : 'text-ink-3')}>
        {name}
        {note !== undefined && note !== '' && <span className="block font-normal text-ink-3">{note}</span>}
      </h3>
      {children.map((child, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- one for each clip, in their order
        <div key={place} className="flex min-w-0 items-baseline gap-2">
          <span className="shrink-0 text-xs font-semibold text-ink-3">{clipLetter(place)}</span>
          <div className="min-w-0 flex-1">{child}</div>
        </div>
      ))}
    </div>
  )
}
