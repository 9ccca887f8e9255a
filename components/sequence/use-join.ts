'use client'
import { useEffect, useState } from 'react'
import { announce } from '#components/ui/announcer.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { notify } from '#components/ui/notify.ts'
import { randomId } from '#components/ui/random-id.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { isFinal } from '#lib/generation/lifecycle.ts'
import { defineWords } from '#lib/language/language.ts'
import { cancelJoin, fetchJoined, joinSequence } from '#lib/queries/sequences.ts'

const WORDS = defineWords({
  en: {
    failed: 'It could not be joined',
    ready: 'The joined clip is ready',
    notCancelled: 'It could not be cancelled',
  },
  zh: { failed: '无法合成', ready: '合成的成片已完成', notCancelled: '无法取消' },
})

/** ms between two looks at how far it is. */
const LOOK_EVERY = 500

export interface Join {
  /** The last one, from a page before this one as well. */
  joined: Generation | undefined
  isAtWork: boolean
  start: () => Promise<void>
  cancel: () => Promise<void>
}

/** Joins what is stored, and follows it to its end. */
export function useJoin(
  id: string,
  first: Generation | undefined,
  flush: () => Promise<number | undefined>,
): Join {
  const words = useWords(WORDS)
  const language = useLanguage()
  const [joined, setJoined] = useState(first)
  const [isPressed, setPressed] = useState(false)
  const joinedId = joined?.id
  const isRunning = joined !== undefined && !isFinal(joined.state)
  useEffect(() => {
    if (!isRunning || joinedId === undefined) return
    const controller = new AbortController()
    const look = async () => {
      const now = await fetchJoined(joinedId, controller.signal).catch(() => undefined)
      if (controller.signal.aborted) return
      if (now) setJoined(now)
      if (now?.state === 'succeeded') announce(words.ready)
      if (!now || !isFinal(now.state)) setTimeout(() => void look(), LOOK_EVERY)
    }
    void look()
    return () => controller.abort()
  }, [isRunning, joinedId, words])
  const say = (message: string, error: unknown) => {
    const advice = error instanceof AppError ? { advice: error.said[language] } : {}
    notify({ kind: 'problem', message, ...advice })
  }
  return {
    joined,
    isAtWork: isPressed || isRunning,
    start: async () => {
      setPressed(true)
      try {
        const version = await flush()
        if (version !== undefined)
          setJoined(await joinSequence(id, { version, idempotencyKey: `join_${randomId()}` }))
      } catch (error) {
        say(words.failed, error)
      } finally {
        setPressed(false)
      }
    },
    cancel: async () => {
      if (joinedId === undefined) return
      await cancelJoin(joinedId).then(setJoined, (error: unknown) => say(words.notCancelled, error))
    },
  }
}
