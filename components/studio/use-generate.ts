'use client'
/** One press, one key. A press whose answer was lost keeps its key, so pressing again can't pay twice. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { announce } from '#components/ui/announcer.tsx'
import { randomId } from '#components/ui/random-id.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { Problem } from '#lib/seedance/problem.ts'
import { askForChanges } from '#lib/queries/changes.ts'
import { createGenerations } from '#lib/queries/generations.ts'
import type { Draft } from './draft.ts'
import { recipeOf } from './recipe.ts'

export interface Generate {
  press(draft: Draft): void
  isSending: boolean
  /** What the server said to the last press, until the next one. */
  failure: { message: string; problems: readonly Problem[] } | undefined
  dismiss(): void
}

export function useGenerate(projectId: string, onStarted: () => void): Generate {
  const client = useQueryClient()
  const [isSending, setSending] = useState(false)
  const [failure, setFailure] = useState<Generate['failure']>()
  const press = useRef<{ key: string; body: string } | undefined>(undefined)
  const busy = useRef(false)

  const send = useCallback(
    (draft: Draft) => {
      if (busy.current) return
      const request = { projectId, takes: draft.takes, recipe: recipeOf(draft) }
      const body = JSON.stringify(request)
      // The same request after a lost answer is the same press.
      const key = press.current?.body === body ? press.current.key : `press_${randomId()}`
      press.current = { key, body }
      busy.current = true
      setSending(true)
      setFailure(undefined)
      void createGenerations(client, { ...request, idempotencyKey: key })
        .then(
          () => {
            press.current = undefined
            announce(draft.takes > 1 ? `${draft.takes} takes were started` : 'A take was started')
            onStarted()
          },
          (error: unknown) => {
            // Refused for good: nothing was written down, so another press is a new one.
            if (error instanceof AppError && error.status < 500) press.current = undefined
            setFailure(failureOf(error))
          },
        )
        .finally(() => {
          busy.current = false
          setSending(false)
          askForChanges()
        })
    },
    [client, onStarted, projectId],
  )
  return { press: send, isSending, failure, dismiss: useCallback(() => setFailure(undefined), []) }
}

function failureOf(error: unknown): NonNullable<Generate['failure']> {
  if (error instanceof AppError) return { message: error.message, problems: error.problems }
  return { message: 'It could not be sent. Nothing was charged; press Generate again.', problems: [] }
}
