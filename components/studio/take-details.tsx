import { useWords } from '#components/ui/language.tsx'
import type { Generation } from '#lib/generation/generation.ts'
import { madeInWords } from '#lib/generation/made-here.ts'
import { defineWords } from '#lib/language/language.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import { RecipeText } from './recipe-text.tsx'
import { ReferenceThumb } from './reference-thumb.tsx'
import { useFormat } from './use-format.ts'
import { MODE_WORDS, ROLE_WORDS } from './words.ts'

const WORDS = defineWords({
  en: {
    origin: 'Origin',
    model: 'Model',
    mode: 'Mode',
    size: 'Size',
    length: 'Length',
    lengthAt: (length: string, fps: string) => `${length} at ${fps} fps`,
    sound: 'Sound',
    yes: 'Yes',
    no: 'No',
    seed: 'Seed',
    file: 'File',
    used: 'Used',
    tokens: (count: string) => `${count} tokens`,
    cost: 'Cost',
    free: (price: string) => `Free; ${price} with a real provider`,
    madeIn: 'Made in',
  },
  zh: {
    origin: '来源',
    model: '模型',
    mode: '模式',
    size: '尺寸',
    length: '时长',
    lengthAt: (length, fps) => `${length}，${fps} fps`,
    sound: '声音',
    yes: '有',
    no: '无',
    seed: '种子',
    file: '文件',
    used: '用量',
    tokens: (count) => `${count} tokens`,
    cost: '费用',
    free: (price) => `免费；真实服务商收费 ${price}`,
    madeIn: '生成用时',
  },
})

/** Everything that went into a take and what came out, to be read and copied. */
export function TakeDetails({ generation }: { generation: Generation }) {
  const { recipe } = generation
  const roles = useWords(ROLE_WORDS)
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
                <span className="block text-xs text-ink-3">{roles[reference.role]}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
        {useFacts(generation).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-3">{name}</dt>
            <dd className="text-right tabular-nums select-text">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function useFacts(generation: Generation): [string, string][] {
  const words = useWords(WORDS)
  const modes = useWords(MODE_WORDS)
  const format = useFormat()
  const { provider, recipe, mode, clip, seed, usage, submittedAt, finishedAt } = generation
  const maker = madeInWords(recipe)
  const price = usage?.money && format.money(usage.money.amount, usage.money.currency)
  // The sandbox counts tokens as a real provider would, and charges nothing.
  const cost = price !== undefined && provider === 'sandbox' ? words.free(price) : price
  const facts: [string, string | undefined][] = [
    ...(maker
      ? [[words.origin, maker[format.language]] satisfies [string, string]]
      : ([
          [words.model, modelOrLoosest(recipe.model).model.label],
          [words.mode, modes[mode].label],
        ] satisfies [string, string][])),
    [words.size, clip && `${clip.width} × ${clip.height}`],
    [words.length, clip && words.lengthAt(format.seconds(clip.duration), format.number(clip.fps))],
    [words.sound, clip && (clip.hasAudio ? words.yes : words.no)],
    [words.seed, seed === undefined ? undefined : String(seed)],
    [words.file, clip && format.fileSize(clip.bytes)],
    [words.used, usage && words.tokens(format.tokens(usage.tokens))],
    [words.cost, cost],
    [
      words.madeIn,
      submittedAt === undefined || finishedAt === undefined
        ? undefined
        : format.span(finishedAt - submittedAt),
    ],
  ]
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
}
