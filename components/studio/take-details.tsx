import type { Generation } from '#lib/generation/generation.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import { fileSize, money, seconds, span, tokens } from './format.ts'
import { RecipeText } from './recipe-text.tsx'
import { ReferenceThumb } from './reference-thumb.tsx'
import { MODE_WORDS, ROLE_WORDS } from './words.ts'

/** Everything that went into a take and what came out, to be read and copied. */
export function TakeDetails({ generation }: { generation: Generation }) {
  const { recipe } = generation
  return (
    <div className="space-y-5">
      <p className="text-base text-pretty whitespace-pre-wrap select-text">
        <RecipeText recipe={recipe} />
      </p>
      {recipe.references.length > 0 && (
        <ul className="space-y-2">
          {recipe.references.map((reference) => (
            <li key={reference.id} className="flex items-center gap-3">
              <ReferenceThumb kind={reference.kind} mediaId={reference.mediaId} className="size-10" />
              <span className="min-w-0">
                <span className="block truncate font-medium">{reference.name}</span>
                <span className="block text-xs text-ink-3">{ROLE_WORDS[reference.role]}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
        {factsOf(generation).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-3">{name}</dt>
            <dd className="text-right tabular-nums select-text">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function factsOf(generation: Generation): [string, string][] {
  const { recipe, mode, clip, seed, usage, submittedAt, finishedAt } = generation
  const facts: [string, string | undefined][] = [
    ['Model', modelOrLoosest(recipe.model).model.label],
    ['Mode', MODE_WORDS[mode].label],
    ['Size', clip && `${clip.width} × ${clip.height}`],
    ['Length', clip && `${seconds(clip.duration)} at ${clip.fps} fps`],
    ['Sound', clip && (clip.hasAudio ? 'Yes' : 'No')],
    ['Seed', seed === undefined ? undefined : String(seed)],
    ['File', clip && fileSize(clip.bytes)],
    ['Used', usage && `${tokens(usage.tokens)} tokens`],
    ['Cost', costInWords(generation)],
    [
      'Made in',
      submittedAt === undefined || finishedAt === undefined ? undefined : span(finishedAt - submittedAt),
    ],
  ]
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
}

/** The sandbox counts tokens as a real provider would, and charges nothing. */
function costInWords({ provider, usage }: Generation): string | undefined {
  if (!usage?.money) return undefined
  const price = money(usage.money.amount, usage.money.currency)
  return provider === 'sandbox' ? `Free; ${price} with a real provider` : price
}
