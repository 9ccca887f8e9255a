import { Undo2, WandSparkles } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { announce } from '#components/ui/announcer.tsx'
import { Button } from '#components/ui/button.tsx'
import { useLanguage } from '#components/ui/language.tsx'
import type { Sentence } from '#lib/language/language.ts'
import type { MediaFile } from '#lib/api/media.ts'
import type { FixPlan } from '#lib/seedance/plan-fix.ts'
import type { DraftReference } from './draft.ts'
import { FIX_WORDS, offerInWords } from './fix/fix-words.ts'

const FixDialog = lazy(() => import('./fix/fix-dialog.tsx'))

/** On a card: the offer to make a file fit, and the way back to the original. */
export function CardFix({
  reference,
  plan,
  problems,
  onMedia,
}: {
  reference: DraftReference
  plan: FixPlan | undefined
  problems: readonly Sentence[]
  /** The reference gets another file. */
  onMedia: (media: MediaFile) => void
}) {
  const language = useLanguage()
  const words = FIX_WORDS[language]
  const [isOpen, setOpen] = useState(false)
  const { media, name } = reference
  if (!media || (!plan && !media.original)) return null
  const { original } = media
  return (
    <div className="mb-2 flex flex-wrap items-center gap-1.5">
      {plan && (
        <Button
          size="sm"
          aria-label={words.offerFor(offerInWords(plan, language), name)}
          onClick={() => setOpen(true)}
        >
          <WandSparkles aria-hidden size={13} />
          {offerInWords(plan, language)}
        </Button>
      )}
      {original && (
        <Button
          size="sm"
          variant="quiet"
          aria-label={words.undoOf(name)}
          onClick={() => {
            onMedia(original)
            announce(words.undone(name))
          }}
        >
          <Undo2 aria-hidden size={13} />
          {words.undo}
        </Button>
      )}
      {isOpen && plan && (
        <Suspense>
          <FixDialog
            name={name}
            media={media}
            plan={plan}
            problems={problems}
            onDone={(fixed) => {
              onMedia(fixed)
              announce(words.done(name))
            }}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </div>
  )
}
