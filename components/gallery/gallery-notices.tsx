'use client'
import { ArrowUp } from 'lucide-react'
import { LostConnection } from '#components/studio/lost-connection.tsx'
import { Button } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'
import { useGallery } from './gallery-store.ts'

const WORDS = defineWords({
  en: { fresh: (count: number) => (count === 1 ? '1 new clip' : `${count} new clips`) },
  zh: { fresh: (count) => `${count} 个新成片` },
})

/** What is to be known of the list, above the cards and without moving them. */
export function GalleryNotices({ isReachable, onTop }: { isReachable: boolean; onTop: () => void }) {
  const words = useWords(WORDS)
  const { freshCount, error, refresh } = useGallery()
  const isLost = error !== undefined || !isReachable
  return (
    <div className="pointer-events-none absolute inset-x-0 top-0 z-10 flex flex-col items-center gap-2 px-4 pt-3">
      {isLost && (
        <div className="pointer-events-auto w-full max-w-160 rounded-xl bg-raised shadow-float">
          <LostConnection {...(error instanceof Error ? { error } : {})} onRetry={refresh} />
        </div>
      )}
      {freshCount > 0 && (
        <Button
          size="sm"
          className="pointer-events-auto animate-appear rounded-full bg-raised shadow-float"
          onClick={() => {
            refresh()
            onTop()
          }}
        >
          <ArrowUp aria-hidden size={13} />
          {words.fresh(freshCount)}
        </Button>
      )}
    </div>
  )
}
