/** Sends what Generate was pressed for. Loaded by use-generate.ts: nothing of it is needed to type. */
import { announce } from '#components/ui/announcer.tsx'
import { AppError } from '#lib/api/app-error.ts'
import type { CreateGenerationsInput } from '#lib/api/generations.ts'
import { defineWords, type Language, type Sentence } from '#lib/language/language.ts'
import type { Problem } from '#lib/seedance/problem.ts'
import { askForChanges } from '#lib/queries/changes.ts'
import { createGenerations } from '#lib/queries/generations.ts'
import { queryClient } from '#lib/queries/query-client.ts'
import type { Draft } from './draft.ts'
import { recipeOf } from './recipe.ts'

/** The server did not take it. */
export interface Refusal {
  message: Sentence
  problems: readonly Problem[]
  /** For good: nothing was written down, so another press is a new one. */
  isFinal: boolean
}

export type PressRequest = Omit<CreateGenerationsInput, 'idempotencyKey'>

const WORDS = defineWords({
  en: { started: (takes: number) => (takes > 1 ? `${takes} takes were started` : 'A take was started') },
  zh: { started: (takes) => `已开始生成 ${takes} 条` },
})

export function requestOfPress(draft: Draft, projectId: string): PressRequest {
  return { projectId, takes: draft.takes, recipe: recipeOf(draft) }
}

/** Undefined when it was taken. Throws what is no answer of ours. */
export async function sendPress(
  request: PressRequest,
  idempotencyKey: string,
  language: Language,
): Promise<Refusal | undefined> {
  try {
    const started = await createGenerations(queryClient(), { ...request, idempotencyKey })
    announce(WORDS[language].started(started.length))
    return undefined
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { message: error.said, problems: error.problems, isFinal: error.status < 500 }
  } finally {
    askForChanges()
  }
}
