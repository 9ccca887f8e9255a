import 'server-only'
import { partsOfText } from '#lib/api/review.ts'
import { isOwnMaker, MAKER_WORDS } from '#lib/generation/made-here.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import type { RequestSettings } from '#lib/seedance/request.ts'
import type { GenerationRow } from '#lib/server/database/tables.ts'
import { readRecipe } from '#lib/server/generations/recipe.ts'
import { readProblem } from '#lib/server/generations/show-generation.ts'
import { searchWords } from './search-words.ts'

/**
 * What a generation is found by, in both languages: prompt, names, tags, comments, model, settings and, where it went wrong, what went wrong.
 * Not what to do about it: "retry" would find every failure.
 */
export function wordsOf(
  row: GenerationRow,
  tags: readonly string[],
  comments: readonly string[] = [],
): string[] {
  const { references, settings, model, made } = readRecipe(row.recipe)
  const maker = isOwnMaker(model) ? MAKER_WORDS[model] : undefined
  return searchWords(
    [
      row.prompt_text,
      ...references.map(({ name }) => name),
      ...tags,
      ...comments.flatMap((text) => partsOfText(text).flatMap((part) => ('text' in part ? part.text : []))),
      model,
      maker ? `${maker.en} ${maker.zh}` : modelOrLoosest(model).model.label,
      made?.kind === 'import' ? made.fileName : '',
      ...settingWords(settings),
      // Where none was asked for, the provider says which it took.
      row.seed === null ? '' : String(row.seed),
      ...problemWords(row.problem),
      row.id,
    ].join(' '),
  )
}

/** What is so for most of them finds nothing and is left out. */
function settingWords({ ratio, resolution, duration, seed, ...rest }: RequestSettings): string[] {
  return [
    ratio ?? '',
    resolution ?? '',
    duration === undefined || duration < 0 ? '' : `${duration}s ${duration}秒`,
    seed === undefined || seed < 0 ? '' : String(seed),
    rest.generateAudio === false ? 'silent 无声' : '',
    rest.watermark ? 'watermark 水印' : '',
    rest.cameraFixed ? 'fixed camera 固定镜头' : '',
    rest.draft ? 'draft 样片' : '',
    rest.serviceTier === 'flex' ? 'flex' : '',
    rest.webSearch ? 'web search 联网搜索' : '',
    rest.outputFormat === 'mov' ? 'mov' : '',
  ]
}

function problemWords(json: string | null): string[] {
  if (json === null) return []
  const { code, providerCode, message } = readProblem(json)
  return [code, providerCode ?? '', message.en, message.zh]
}
