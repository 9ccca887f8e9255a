import { RecipeText } from '#components/studio/recipe-text.tsx'
import { useFormat } from '#components/studio/use-format.ts'
import { useNames } from '#components/studio/use-names.ts'
import { MODE_WORDS, ratioInWords, RESOLUTION_WORDS } from '#components/studio/words.ts'
import { useWords } from '#components/ui/language.tsx'
import { useNow } from '#components/ui/use-now.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { madeInWords } from '#lib/generation/made-here.ts'
import { defineWords } from '#lib/language/language.ts'
import { effectiveSettings, modelOrLoosest } from '#lib/seedance/models.ts'
import { FactList } from './fact-list.tsx'
import { MadeHereFacts } from './made-here-facts.tsx'

const WORDS = defineWords({
  en: {
    origin: 'Origin',
    model: 'Model',
    mode: 'Mode',
    resolution: 'Resolution',
    ratio: 'Ratio',
    length: 'Length',
    auto: 'Auto',
    frames: (count: string) => `${count} frames`,
    sound: 'Sound',
    watermark: 'Watermark',
    camera: 'Fixed camera',
    draft: 'Draft',
    yes: 'Yes',
    no: 'No',
    seed: 'Seed',
    randomSeed: 'Random',
    made: 'Made',
    by: 'Made by',
    addedBy: 'Added by',
    took: 'Took',
  },
  zh: {
    origin: '来源',
    model: '模型',
    mode: '模式',
    resolution: '分辨率',
    ratio: '画面比例',
    length: '时长',
    auto: '自动',
    frames: (count) => `${count} 帧`,
    sound: '声音',
    watermark: '水印',
    camera: '固定镜头',
    draft: '样片',
    yes: '有',
    no: '无',
    seed: '种子',
    randomSeed: '随机',
    made: '生成时间',
    by: '生成者',
    addedBy: '添加者',
    took: '生成用时',
  },
})

/** The prompt as it is read, and what was asked for beside it. */
export function ClipRecipe({ generation }: { generation: Generation }) {
  return (
    <>
      <p className="text-base text-pretty whitespace-pre-wrap select-text">
        <RecipeText recipe={generation.recipe} />
      </p>
      <FactList facts={useFacts(generation)} />
      {generation.recipe.made && <MadeHereFacts made={generation.recipe.made} />}
    </>
  )
}

function useFacts(generation: Generation): [string, string | undefined][] {
  const words = useWords(WORDS)
  const modes = useWords(MODE_WORDS)
  const format = useFormat()
  const { recipe, mode, seed, createdAt, submittedAt, finishedAt } = generation
  const took =
    submittedAt === undefined || finishedAt === undefined ? undefined : format.span(finishedAt - submittedAt)
  const made = format.ago(createdAt, useNow(true))
  const by = useNames()?.get(generation.authorId)
  const maker = madeInWords(recipe)
  if (maker)
    return [
      [words.origin, maker[format.language]],
      [words.made, made],
      [words.addedBy, by],
    ]
  const { model } = modelOrLoosest(recipe.model)
  const { resolution, ratio, duration, frames, generateAudio, watermark } = effectiveSettings(
    model,
    mode,
    recipe.settings,
  )
  const { cameraFixed, draft } = recipe.settings
  const yes = (is: boolean) => (is ? words.yes : words.no)
  const length = duration === -1 ? words.auto : duration === undefined ? undefined : format.seconds(duration)
  return [
    [words.model, model.label],
    [words.mode, modes[mode].label],
    [words.resolution, RESOLUTION_WORDS[resolution]],
    [words.ratio, ratioInWords(ratio, format.language)],
    [words.length, frames === undefined ? length : words.frames(format.number(frames))],
    [words.sound, yes(generateAudio)],
    [words.watermark, yes(watermark)],
    [words.camera, cameraFixed === true ? words.yes : undefined],
    [words.draft, draft === true ? words.yes : undefined],
    [words.seed, seed === undefined ? words.randomSeed : String(seed)],
    [words.made, made],
    [words.by, by],
    [words.took, took],
  ]
}
