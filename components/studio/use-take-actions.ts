'use client'
/** What can be done to a take: the call, the news it brings, and a sentence when it did not work. */
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { announce } from '#components/ui/announcer.tsx'
import { copyText } from '#components/ui/copy-text.ts'
import { notify } from '#components/ui/notify.ts'
import { AppError } from '#lib/api/app-error.ts'
import { randomId } from '#components/ui/random-id.ts'
import { finalRecipe } from '#lib/generation/draft-final.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { askForChanges } from '#lib/queries/changes.ts'
import {
  cancelGeneration,
  createGenerations,
  deleteGeneration,
  resolveUncertain,
  retryGeneration,
} from '#lib/queries/generations.ts'
import type { Resolution } from '#lib/seedance/request.ts'

export interface TakeActions {
  retry(generation: Generation): void
  makeFinal(generation: Generation, resolution: Resolution): void
  cancel(generation: Generation): void
  sendAgain(generation: Generation): void
  giveUp(generation: Generation): void
  remove(generation: Generation): void
  copyError(generation: Generation): void
}

export function useTakeActions(): TakeActions {
  const client = useQueryClient()
  return useMemo(() => {
    const run = (work: Promise<unknown>, done: string) => {
      void work
        .then(
          () => announce(done),
          (error: unknown) => sayFailed(error),
        )
        .finally(askForChanges)
    }
    const finals = createFinals(client)
    return {
      retry: ({ id }) => run(retryGeneration(client, id), 'A new take was started'),
      makeFinal: (draft, resolution) => run(finals.make(draft, resolution), 'The full render was started'),
      cancel: ({ id }) => run(cancelGeneration(client, id), 'Cancelling'),
      sendAgain: ({ id }) => run(resolveUncertain(client, id, 'send_again'), 'It is sent again'),
      giveUp: ({ id }) => run(resolveUncertain(client, id, 'give_up'), 'Given up'),
      remove: ({ id }) => run(deleteGeneration(client, id), 'Deleted'),
      copyError: (generation) => void copyError(generation),
    }
  }, [client])
}

/** One press, one key, kept until an answer is there: pressing twice, or again after a lost answer, can't pay twice. */
function createFinals(client: QueryClient) {
  const keys = new Map<string, string>()
  return {
    async make({ id, projectId, shotId, recipe }: Generation, resolution: Resolution): Promise<void> {
      const press = `${id}_${resolution}`
      const idempotencyKey = keys.get(press) ?? `final_${randomId()}`
      keys.set(press, idempotencyKey)
      try {
        const final = finalRecipe(id, recipe, { resolution })
        await createGenerations(client, { idempotencyKey, projectId, shotId, takes: 1, recipe: final })
        keys.delete(press)
      } catch (error) {
        // Refused for good: nothing was written down, so another press is a new one.
        if (error instanceof AppError && error.status < 500) keys.delete(press)
        throw error
      }
    },
  }
}

/** Everything that somebody who is asked for help wants to know. */
export function errorReport({ id, provider, recipe, problem, createdAt }: Generation): string {
  return [
    problem?.message,
    `Code: ${problem?.providerCode ?? problem?.code ?? 'unknown'}`,
    `Model: ${recipe.model}`,
    `Provider: ${provider}`,
    `Generation: ${id}`,
    `Started: ${new Date(createdAt).toISOString()}`,
  ]
    .filter((line) => line !== undefined)
    .join('\n')
}

async function copyError(generation: Generation): Promise<void> {
  const copied = await copyText(errorReport(generation))
  if (copied) notify({ kind: 'done', message: 'Error copied' })
  else
    notify({
      kind: 'problem',
      message: 'The browser didn’t allow copying',
      advice: 'Allow the clipboard for this page.',
    })
}

function sayFailed(error: unknown): void {
  notify({
    kind: 'problem',
    message: error instanceof AppError ? error.message : 'That did not work',
    ...(error instanceof AppError && !error.retryable ? {} : { advice: 'Nothing was changed. Try again.' }),
  })
}
