import 'server-only'
import type { Sight } from '#lib/access/principal.ts'
import { isDraftRecipe, settingsOfFinal, takenFromDraft } from '#lib/generation/draft-final.ts'
import type { Recipe } from '#lib/generation/generation.ts'
import type { Sentence } from '#lib/language/language.ts'
import type { Problem } from '#lib/seedance/problem.ts'
import type { CanonicalRequest } from '#lib/seedance/request.ts'
import type { Clock } from '#lib/server/clock.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { VideoProvider } from '#lib/server/providers/video-provider.ts'
import { findGeneration } from './generation-store.ts'
import { digestOf, readRecipe } from './recipe.ts'

/** The full render of a draft: from our generation to the provider's task that it is made from. */
export type FinalRecipe = Recipe & { draftOf: string }

export function isFinalRecipe(recipe: Recipe): recipe is FinalRecipe {
  return recipe.draftOf !== undefined
}

/** How long the provider knows a task: contract.md §3.1. In ms. */
const DRAFT_LIFE = 7 * 24 * 60 * 60 * 1000

export type FoundDraft = { ok: true; taskId: string } | { ok: false; problem: Problem }

/** The problem is at `draftOf`, or at what the recipe says otherwise than its draft. */
export async function findDraft(
  context: { database: Pick<Database, 'db'>; clock: Clock; provider: Pick<VideoProvider, 'name'> },
  sight: Sight,
  recipe: FinalRecipe,
): Promise<FoundDraft> {
  const row = await findGeneration(context.database.db, sight, recipe.draftOf)
  if (row === undefined) return wrong('missing', GONE)
  const draft = readRecipe(row.recipe)
  if (!isDraftRecipe(draft)) return wrong('conflict', NO_DRAFT)
  if (row.state !== 'succeeded' || row.provider_task_id === null) return wrong('conflict', NOT_READY)
  if (row.provider !== context.provider.name) {
    const message = {
      en: `The draft was made by ${row.provider}, and ${context.provider.name} does not know it; make a draft again`,
      zh: `样片由 ${row.provider} 生成，${context.provider.name} 没有它的记录；请重新生成样片`,
    }
    return wrong('conflict', message)
  }
  if (context.clock() - (row.submitted_at ?? row.created_at) >= DRAFT_LIFE)
    return wrong('out_of_range', TOO_OLD)
  if (digestOf(takenFromDraft(recipe)) !== digestOf(takenFromDraft(draft))) {
    return wrong('conflict', NOT_ITS_DRAFT)
  }
  return { ok: true, taskId: row.provider_task_id }
}

/** Holds only what the provider does not take from the draft itself (contract.md §3.3). */
export function toFinalRequest(recipe: FinalRecipe, draftTaskId: string): CanonicalRequest {
  return {
    ...settingsOfFinal(recipe),
    model: recipe.model,
    mode: 'draft_final',
    modeIsExplicit: false,
    prompt: '',
    references: [],
    draftTaskId,
  }
}

const GONE = {
  en: 'The draft is not there any more; make a draft again',
  zh: '样片已不在；请重新生成样片',
}
const NO_DRAFT = {
  en: 'This take is no draft: only a draft has a full render',
  zh: '这一条不是样片：只有样片才能转为正片',
}
const NOT_READY = {
  en: 'The draft is not ready; its full render can be made once it is',
  zh: '样片尚未完成；完成后才能转为正片',
}
const TOO_OLD = {
  en: 'The provider keeps a draft for 7 days, and this one is older; make a draft again',
  zh: '服务商只保留样片 7 天，这一条已超过；请重新生成样片',
}
const NOT_ITS_DRAFT = {
  en: 'A full render has the model, prompt, references, length, shape, sound and seed of its draft',
  zh: '正片的模型、提示词、参考素材、时长、画面比例、声音和种子与样片相同',
}

function wrong(code: Problem['code'], message: Sentence): FoundDraft {
  return { ok: false, problem: { field: 'draftOf', code, message } }
}
