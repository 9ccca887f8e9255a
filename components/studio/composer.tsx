import { ChevronDown } from 'lucide-react'
import { useState, type Dispatch, type Ref } from 'react'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import type { StudioInfo } from '#lib/api/studio.ts'
import { defineWords } from '#lib/language/language.ts'
import type { ModelCapabilities } from '#lib/seedance/models.ts'
import { CarriedOver } from './carried-over.tsx'
import type { Draft, DraftAction } from './draft.ts'
import { ModeLine } from './mode-line.tsx'
import { ModelPicker } from './model-picker.tsx'
import { PromptField, type PromptFieldHandle } from './prompt-field.tsx'
import { ReferenceTray } from './reference-tray.tsx'
import { SettingsPanel, settingsInWords } from './settings-panel.tsx'
import type { Uploads } from './use-uploads.ts'

const WORDS = defineWords({ en: { settings: 'Settings' }, zh: { settings: '设置' } })

/** Everything that is chosen before Generate. */
export function Composer({
  promptRef,
  draft,
  dispatch,
  uploads,
  ready,
  provider,
  referenceProblems,
  onBrowse,
  onChooseAgain,
  onAddress,
  onGenerate,
}: {
  promptRef: Ref<PromptFieldHandle>
  draft: Draft
  dispatch: Dispatch<DraftAction>
  uploads: Uploads
  ready: boolean
  provider: StudioInfo['provider']
  referenceProblems: ReadonlyMap<number, string[]>
  onBrowse: () => void
  onChooseAgain: (id: string) => void
  onAddress: (address: string) => void
  onGenerate: () => void
}) {
  const language = useLanguage()
  return (
    <div className="space-y-5 p-4 lg:p-5">
      <div>
        <div className="mb-2 flex items-center justify-between gap-3">
          <ModelPicker
            value={draft.model}
            isOffered={(model) => isOffered(model, provider.kind)}
            onChange={(model) => dispatch({ type: 'model', model })}
          />
          <ModeLine draft={draft} onChange={(mode) => dispatch({ type: 'mode', mode })} />
        </div>
        <CarriedOver
          sentences={draft.carriedOver}
          onUndo={() => dispatch({ type: 'undo_carry_over' })}
          onDismiss={() => dispatch({ type: 'dismiss_carried_over' })}
        />
        <div className="rounded-xl bg-raised ring-1 ring-line-strong transition-shadow focus-within:ring-control">
          <PromptField
            ref={promptRef}
            prompt={draft.prompt}
            references={draft.references}
            uploads={uploads}
            ready={ready}
            onChange={(prompt) => dispatch({ type: 'prompt', prompt })}
            onTravel={(prompt, references) => dispatch({ type: 'travel', prompt, references })}
            onGenerate={onGenerate}
            onAddFile={onBrowse}
          />
          <div className="border-t">
            <ReferenceTray
              draft={draft}
              dispatch={dispatch}
              uploads={uploads}
              problems={referenceProblems}
              onBrowse={onBrowse}
              onChooseAgain={onChooseAgain}
              onAddress={onAddress}
            />
          </div>
        </div>
      </div>
      <FoldedOnPhone summary={settingsInWords(draft, language)}>
        <SettingsPanel draft={draft} dispatch={dispatch} />
      </FoldedOnPhone>
    </div>
  )
}

/** On a phone the settings are one line that opens; beside the takes there is room for all of them. */
function FoldedOnPhone({ summary, children }: { summary: string; children: React.ReactNode }) {
  const words = useWords(WORDS)
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
        <span className="min-w-0 flex-1 truncate text-right text-ink-2 tabular-nums">{summary}</span>
        <ChevronDown
          aria-hidden
          size={16}
          className={`text-ink-3 transition-[rotate] ${isOpen ? 'rotate-180' : ''}`}
        />
      </button>
      <div id="composer-settings" className={`max-lg:pt-4 ${isOpen ? '' : 'max-lg:hidden'}`}>
        {children}
      </div>
    </section>
  )
}

/** What the connected provider sells (contract.md §1.1 and §3.7). The sandbox has every model. */
function isOffered(model: ModelCapabilities, kind: StudioInfo['provider']['kind']): boolean {
  if (kind === 'gateway') return model.onSeedGateway
  return kind !== 'ark' || model.family !== 'gemini-omni'
}
