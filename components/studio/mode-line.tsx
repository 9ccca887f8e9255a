import { ChevronDown } from 'lucide-react'
import { Menu } from '#components/ui/menu.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'
import { modelOrLoosest, modesFor } from '#lib/seedance/models.ts'
import type { Mode } from '#lib/seedance/request.ts'
import { modeOf } from './draft-mode.ts'
import type { Draft } from './draft.ts'
import { attachedKinds } from './reference-roles.ts'
import { countKinds, MODE_WORDS } from './words.ts'

const WORDS = defineWords({
  en: { mode: (label: string) => `Mode: ${label}` },
  zh: { mode: (label) => `模式：${label}` },
})

/** What is asked of the model, in words; to be chosen where what is attached allows more than one. */
export function ModeLine({ draft, onChange }: { draft: Draft; onChange: (mode: Mode) => void }) {
  const modes = useWords(MODE_WORDS)
  const words = useWords(WORDS)
  const language = useLanguage()
  const { model } = modelOrLoosest(draft.model)
  const mode = modeOf(draft)
  const choices = modesFor(model, attachedKinds(draft.references))
  const text = (
    <>
      <span className="font-medium text-ink-2">{modes[mode].label}</span>
      {draft.references.length > 0 && (
        <span className="text-ink-3"> · {countKinds(draft.references, language)}</span>
      )}
    </>
  )
  if (choices.length < 2) return <p className="truncate text-xs">{text}</p>
  return (
    <Menu
      label={words.mode(modes[mode].label)}
      items={choices.map((choice) => ({
        id: choice,
        label: modes[choice].label,
        hint: modes[choice].hint,
        checked: choice === mode,
        onSelect: () => onChange(choice),
      }))}
      triggerClassName="-mx-1.5 flex h-6 min-w-0 items-center gap-1 truncate rounded-md px-1.5 text-xs transition-colors hover:bg-hover touch:h-10"
      trigger={
        <>
          <span className="truncate">{text}</span>
          <ChevronDown aria-hidden size={12} className="shrink-0 text-ink-3" />
        </>
      }
    />
  )
}
