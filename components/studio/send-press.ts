/** Sends what Generate was pressed for. Loaded by use-generate.ts: nothing of it is needed to type. */
import { announce } from '#components/ui/announcer.tsx'
import { AppError } from '#lib/api/app-error.ts'
import type { CreateBatchInput } from '#lib/api/batches.ts'
import type { CreateGenerationsInput } from '#lib/api/generations.ts'
import { defineWords, type Language, type Sentence } from '#lib/language/language.ts'
import type { Problem } from '#lib/seedance/problem.ts'
import { askForChanges } from '#lib/queries/changes.ts'
import { BUDGETS } from '#lib/queries/budget.ts'
import { createBatch, createGenerations } from '#lib/queries/generations.ts'
import { queryClient } from '#lib/queries/query-client.ts'
import type { Draft } from './draft.ts'
import { recipeOf } from './recipe.ts'
import { matrixOf } from './variations/matrix.ts'

/** The server did not take it. */
export interface Refusal {
  message: Sentence
  problems: readonly Problem[]
  /** For good: nothing was written down, so another press is a new one. */
  isFinal: boolean
  /** Not refused: an admin was asked. */
  isAsked: boolean
}

/** Takes of one recipe, or of every variation that can be made. */
type PressRequest = Omit<CreateGenerationsInput, 'idempotencyKey'> | Omit<CreateBatchInput, 'idempotencyKey'>

const WORDS = defineWords({
  en: { started: (takes: number) => (takes > 1 ? `${takes} takes were started` : 'A take was started') },
  zh: { started: (takes) => `已开始生成 ${takes} 条` },
})

export function requestOfPress(draft: Draft, projectId: string): PressRequest {
  const { takes, shot } = draft
  const common = { projectId, takes, ...(shot && { shotId: shot.id }) }
  if (!draft.variations)
    return { ...common, recipe: recipeOf(draft), ...(shot?.comment && { commentId: shot.comment.id }) }
  return { ...common, recipes: matrixOf(draft).made.map(({ recipe }) => recipe) }
}

/** Undefined when it was taken. Throws what is no answer of ours. */
export async function sendPress(
  request: PressRequest,
  idempotencyKey: string,
  language: Language,
): Promise<Refusal | undefined> {
  try {
    const started = await ('recipes' in request
      ? createBatch(queryClient(), { ...request, idempotencyKey })
      : createGenerations(queryClient(), { ...request, idempotencyKey }))
    announce(WORDS[language].started(started.length))
    void queryClient().invalidateQueries({ queryKey: BUDGETS })
    return undefined
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { said: message, problems, status, code } = error
    return { message, problems, isFinal: status < 500, isAsked: code === 'approval_needed' }
  } finally {
    askForChanges()
  }
}
