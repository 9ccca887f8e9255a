'use client'
import { useMemo } from 'react'
import { changeClips } from '#components/gallery/actions/change-clips.ts'
import { useLanguage } from '#components/ui/language.tsx'
import type { ComparedTake } from '#lib/api/comparison.ts'
import type { Pick } from '#lib/api/gallery.ts'
import { defineWords } from '#lib/language/language.ts'
import { useVerdicts } from './use-verdicts.ts'

const WORDS = defineWords({
  en: {
    winner: 'Winner picked',
    open: 'No longer picked',
    winnerOnly: (others: number) =>
      others === 1 ? 'Winner picked, the other rejected' : `Winner picked, the other ${others} rejected`,
  },
  zh: {
    winner: '已选用胜出的成片',
    open: '已取消选用',
    winnerOnly: (others) => `已选用胜出的成片，淘汰其余 ${others} 条`,
  },
})

export interface Judging {
  verdict: (id: string) => Pick | null
  /** Picks it, and rejects nothing; again takes the pick back. */
  pick: (id: string) => void
  /** In one change, with one way back. */
  pickOnly: (id: string, all: readonly ComparedTake[]) => void
}

export function useJudging(takes: readonly ComparedTake[]): Judging {
  const language = useLanguage()
  const verdict = useVerdicts(takes)
  return useMemo(() => {
    const words = WORDS[language]
    return {
      verdict,
      pick(id) {
        const pick = verdict(id) === 'picked' ? null : 'picked'
        void changeClips([{ id, pick }], {
          done: () => (pick === null ? words.open : words.winner),
          language,
        })
      },
      pickOnly(id, all) {
        const others = all.filter(({ generation }) => generation.id !== id)
        void changeClips(
          [
            { id, pick: 'picked' },
            ...others.map(({ generation }) => ({ id: generation.id, pick: 'rejected' as const })),
          ],
          { done: () => words.winnerOnly(others.length), language },
        )
      },
    }
  }, [language, verdict])
}
