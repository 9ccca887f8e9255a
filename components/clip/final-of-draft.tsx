'use client'
import FinalMenu from '#components/studio/final-menu.tsx'
import { useLanguage } from '#components/ui/language.tsx'
import type { Generation } from '#lib/generation/generation.ts'

/** A draft's full render is asked for at once: there is nothing to write. */
export function FinalOfDraft({ generation }: { generation: Generation }) {
  const language = useLanguage()
  return (
    <FinalMenu
      generation={generation}
      onMake={(draft, resolution) =>
        void import('./take-orders.ts').then(({ makeFinal }) => makeFinal(draft, resolution, language))
      }
    />
  )
}
