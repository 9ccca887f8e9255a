import { lazy, Suspense, type Dispatch, type ReactNode, type Ref } from 'react'
import { latePart } from '#components/ui/late-part.tsx'
import type { Sentence } from '#lib/language/language.ts'
import type { StudioInfo } from '#lib/api/studio.ts'
import { withoutShot } from './draft-shot.ts'
import type { Draft, DraftAction } from './draft.ts'
import { PromptField, type PromptFieldHandle } from './prompt-field.tsx'
import type { Uploads } from './use-uploads.ts'

const ModelLine = latePart(() => import('./model-line.tsx'))
const ReferenceTray = latePart(() => import('./reference-tray.tsx'))
const SettingsSection = latePart(() => import('./settings-section.tsx'))
const CarriedOver = lazy(() => import('./carried-over.tsx'))
const ShotLine = lazy(() => import('./shot-line.tsx'))

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
  recipeBar,
}: {
  promptRef: Ref<PromptFieldHandle>
  draft: Draft
  dispatch: Dispatch<DraftAction>
  uploads: Uploads
  ready: boolean
  provider: StudioInfo['provider']
  referenceProblems: ReadonlyMap<number, Sentence[]>
  onBrowse: () => void
  onChooseAgain: (id: string) => void
  onAddress: (address: string) => void
  onGenerate: () => void
  recipeBar: ReactNode
}) {
  return (
    <div className="space-y-5 p-4 lg:p-5">
      <div>
        <ModelLine draft={draft} dispatch={dispatch} kind={provider.kind} />
        {/* It is there before it has something to say, or a screen reader would miss the first time. */}
        <output className="block">
          {draft.carriedOver.length > 0 && (
            <Suspense>
              <CarriedOver
                sentences={draft.carriedOver}
                onUndo={() => dispatch({ type: 'undo_carry_over' })}
                onDismiss={() => dispatch({ type: 'dismiss_carried_over' })}
              />
            </Suspense>
          )}
          {draft.shot && (
            <Suspense>
              <ShotLine shot={draft.shot} onNew={() => dispatch({ type: 'change', change: withoutShot })} />
            </Suspense>
          )}
        </output>
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
        {recipeBar}
      </div>
      <SettingsSection draft={draft} dispatch={dispatch} />
    </div>
  )
}
