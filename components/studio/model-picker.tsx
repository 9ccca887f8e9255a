import { ChevronDown } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useWords } from '#components/ui/language.tsx'
import type { StudioInfo } from '#lib/api/studio.ts'
import { defineWords } from '#lib/language/language.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import { shortcut } from './commands/shortcuts.ts'
import type { Draft } from './draft.ts'

const WORDS = defineWords({
  en: { model: (label: string) => `Model: ${label}` },
  zh: { model: (label) => `模型：${label}` },
})

const ModelTable = lazy(() => import('./model-table.tsx'))

/** The model that is chosen, and the way to all that this provider sells, side by side. */
export function ModelPicker({
  draft,
  kind,
  onChange,
}: {
  draft: Draft
  kind: StudioInfo['provider']['kind']
  onChange: (id: string) => void
}) {
  const words = useWords(WORDS)
  const [isOpen, setOpen] = useState(false)
  const { model } = modelOrLoosest(draft.model)
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={words.model(model.label)}
        {...shortcut('model')}
        onClick={() => setOpen(true)}
        className="-ml-2 flex h-8 shrink-0 items-center gap-1.5 rounded-md px-2 text-base font-semibold whitespace-nowrap transition-colors hover:bg-hover touch:h-11"
      >
        {model.label}
        <ChevronDown aria-hidden size={14} className="text-ink-3" />
      </button>
      {isOpen && (
        <Suspense>
          <ModelTable draft={draft} kind={kind} onChoose={onChange} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
