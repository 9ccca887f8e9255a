'use client'
/** Back and forth through the recipes that were sent in this project. They are in the list of takes, so nothing is asked of the server. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { announce } from '#components/ui/announcer.tsx'
import { defineWords } from '#lib/language/language.ts'
import { generationsQuery, loadOlder } from '#lib/queries/generations.ts'
import type { Draft } from '../draft.ts'
import { draftOf, recipeOf } from '../recipe.ts'
import { bringBack, type RecipeTools } from './recipe-tools.ts'
import { isSameRecipe, sentRecipes, type SentRecipe } from './sent-recipes.ts'
import { forgetUnsent, keepUnsent, readUnsent } from './unsent-draft.ts'

const WORDS = defineWords({
  en: {
    none: 'Nothing was sent in this project before',
    first: 'This is the first recipe of this project',
    unsent: 'This is what you were writing',
  },
  zh: {
    none: '本项目此前没有发送过配方',
    first: '这是本项目的第一个配方',
    unsent: '这是正在编写的内容',
  },
})

export interface Place {
  /** From 1, the newest first. */
  at: number
  count: number
  /** The list of takes goes on further than it is loaded. */
  isOpen: boolean
}

export function useSentSteps(projectId: string, draft: Draft, tools: RecipeTools) {
  const client = useQueryClient()
  const words = WORDS[tools.language]
  const [shown, setShown] = useState<{ draft: Draft; place: Place }>()
  /** What was changed in a recipe that was then left again. */
  const changed = useRef(new Map<string, Draft>())
  const busy = useRef(false)
  const latest = useRef(draft)
  useEffect(() => {
    latest.current = draft
  })

  const list = () => {
    const data = client.getQueryData(generationsQuery(projectId).queryKey)
    return { sent: sentRecipes(data?.generations ?? [], projectId), isOpen: data?.nextBefore !== undefined }
  }

  const leave = () => {
    const unsent = readUnsent(projectId)
    const now = latest.current
    if (unsent && now !== shown?.draft) changed.current.set(unsent.at, now)
    return unsent
  }

  const show = (to: number, { sent, isOpen }: ReturnType<typeof list>) => {
    const step = sent[to]
    if (!step) return
    const own = leave()?.draft ?? latest.current
    if (!keepUnsent(projectId, { draft: own, at: step.id })) return
    const next = changed.current.get(step.id) ?? draftOfStep(step, own, latest.current)
    setShown({ draft: next, place: { at: to + 1, count: sent.length, isOpen } })
    tools.dispatch({ type: 'replace', draft: next })
  }

  const goBack = () => {
    const unsent = leave()
    if (!unsent) return announce(words.unsent)
    forgetUnsent(projectId)
    setShown(undefined)
    bringBack(unsent.draft, tools)
    announce(words.unsent)
  }

  const earlier = async () => {
    if (busy.current) return
    busy.current = true
    try {
      let steps = list()
      const to = () => nextOf(steps.sent, readUnsent(projectId)?.at, latest.current)
      while (to() >= steps.sent.length && steps.isOpen) {
        await loadOlder(client, projectId)
        steps = list()
      }
      if (to() < steps.sent.length) show(to(), steps)
      else announce(steps.sent.length === 0 ? words.none : words.first)
    } finally {
      busy.current = false
    }
  }

  const later = () => {
    const steps = list()
    const at = steps.sent.findIndex(({ id }) => id === readUnsent(projectId)?.at)
    if (at > 0) show(at - 1, steps)
    else goBack()
  }

  return {
    earlier: () => void earlier().catch(() => announce(words.first)),
    later,
    /** While the composer holds a sent recipe as it was sent. */
    place: shown?.draft === draft ? shown.place : undefined,
  }
}

/** What stands in the composer already is no step away from it. */
function nextOf(sent: readonly SentRecipe[], at: string | undefined, draft: Draft): number {
  if (at !== undefined) return sent.findIndex(({ id }) => id === at) + 1
  const [newest] = sent
  return newest && isSameRecipe(newest.recipe, recipeOf(draft)) ? 1 : 0
}

function draftOfStep({ recipe }: SentRecipe, own: Draft, now: Draft): Draft {
  return draftOf(recipe, own.takes, [...own.references, ...now.references])
}
