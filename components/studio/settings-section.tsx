import { ChevronDown } from 'lucide-react'
import { useState, type Dispatch } from 'react'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'
import type { Draft, DraftAction } from './draft.ts'
import { SettingsPanel, settingsInWords } from './settings-panel.tsx'

const WORDS = defineWords({ en: { settings: 'Settings' }, zh: { settings: '设置' } })

/** On a phone the settings are one line that opens; beside the takes there is room for all of them. */
export default function SettingsSection({
  draft,
  dispatch,
}: {
  draft: Draft
  dispatch: Dispatch<DraftAction>
}) {
  const words = useWords(WORDS)
  const language = useLanguage()
  const [isOpen, setOpen] = useState(false)
  return (
    <section aria-label={words.settings}>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls="composer-settings"
        onClick={() => setOpen(!isOpen)}
        className="flex h-11 w-full items-center gap-2 rounded-xl bg-raised px-4 text-left ring-1 ring-line lg:hidden"
      >
        <span className="font-medium">{words.settings}</span>
        <span className="min-w-0 flex-1 truncate text-right text-ink-2 tabular-nums">
          {settingsInWords(draft, language)}
        </span>
        <ChevronDown
          aria-hidden
          size={16}
          className={`text-ink-3 transition-[rotate] ${isOpen ? 'rotate-180' : ''}`}
        />
      </button>
      <div id="composer-settings" className={`max-lg:pt-4 ${isOpen ? '' : 'max-lg:hidden'}`}>
        <SettingsPanel draft={draft} dispatch={dispatch} />
      </div>
    </section>
  )
}
