'use client'
import { lazy, Suspense, useCallback, useEffect, useRef } from 'react'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { latePart } from '#components/ui/late-part.tsx'
import type { Theme } from '#components/ui/theme.ts'
import { DrawnAt } from '#components/ui/use-now.ts'
import type { GenerationList } from '#lib/api/generations.ts'
import { projectInAddress, type StudioInfo } from '#lib/api/studio.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { defineWords } from '#lib/language/language.ts'
import { afterRest } from './after-rest.ts'
import { LateStudioCommands } from './commands/late-commands.tsx'
import { Composer } from './composer.tsx'
import type { DropTarget } from './drop-targets.ts'
import { FileInput } from './file-input.tsx'
import type { PromptFieldHandle } from './prompt-field.tsx'
import { goToReason, problemsByReference } from './reason-places.ts'
import { loadReasons, useReasons } from './use-reasons.ts'
import { LateRecipeBar } from './recipes/late-recipe-bar.tsx'
import { useDroppedRecipe } from './recipes/use-dropped-recipe.tsx'
import { TakePlaceholders } from './take-placeholders.tsx'
import { useComposerActions } from './use-composer-actions.ts'
import { useComposerOrder } from './use-composer-order.ts'
import { useDraft } from './use-draft.ts'
import { useGenerate } from './use-generate.ts'
import { usePageDrop } from './use-page-drop.ts'

const WORDS = defineWords({
  en: { studio: 'Studio', composer: 'Composer', takes: 'Takes' },
  zh: { studio: '工作室', composer: '编辑区', takes: '生成结果' },
})

// The composer takes typing before these have arrived.
const AppHeader = latePart(() => import('./app-header.tsx'))
const GenerateBar = latePart(() => import('./generate-bar.tsx'))
const TakeList = latePart(() => import('./take-list.tsx'), <TakePlaceholders />)
const loadAddFiles = () => import('./add-files.ts')
const loadDropLayer = () => import('./drop-layer.tsx')
const DropLayer = lazy(loadDropLayer)

/** The page: composer on the left, takes on the right; on a phone one above the other. */
export function Studio({
  info,
  theme,
  firstTakes,
  drawnAt,
}: {
  info: StudioInfo
  theme: Theme
  firstTakes: GenerationList
  /** Epoch ms of the server. */
  drawnAt: number
}) {
  const words = useWords(WORDS)
  const language = useLanguage()
  const { draft, dispatch, ready, uploads } = useDraft(info.projectId)
  const prompt = useRef<PromptFieldHandle>(null)
  const takes = useRef<HTMLElement>(null)
  /** The reference whose lost file is being chosen again. */
  const again = useRef<string | undefined>(undefined)
  const actions = useComposerActions(draft, dispatch, prompt)
  useComposerOrder(actions.composer, info.provider.kind)
  const generate = useGenerate(
    info.projectId,
    useCallback(() => showTop(takes.current), []),
  )
  const reasons = useReasons(draft, info, uploads)
  const press = async () => {
    const { reasonsOf } = await loadReasons()
    const first = reasonsOf(draft, info, uploads).find(({ severity }) => severity === 'block')
    if (first) goToReason(first, prompt.current, language)
    else generate.press(draft)
  }
  const onAddress = (address: string) =>
    void import('./add-references.ts').then(({ addAddress }) => addAddress(address, { dispatch, uploads }))
  const onFiles = async (given: readonly File[], target?: DropTarget) => {
    const { withoutRecipes } = await import('./recipes/recipe-files.ts')
    const files = await withoutRecipes(given)
    const [file] = files
    const id = again.current
    again.current = undefined
    if (id !== undefined && file) uploads.start(id, { file })
    else {
      const { addFiles } = await loadAddFiles()
      addFiles(files, draft, { dispatch, uploads, limits: info.uploadLimits, language }, target)
    }
  }
  const onTake = async (take: Generation, target: DropTarget) => {
    const { addTake } = await loadAddFiles()
    addTake(take, dispatch, target)
  }
  const recipes = useDroppedRecipe({ draft, dispatch, uploads, prompt, language })
  /** Files that may be recipes. */
  const onDropped = (
    files: readonly File[],
    otherwise: (files: readonly File[]) => void = (rest) => void onFiles(rest),
  ) => void recipes.look(files, otherwise)
  const { dragged, endDrag } = usePageDrop({ onAddress, onFiles: (files) => onDropped(files) })
  const input = useRef<HTMLInputElement>(null)
  const browse = (id?: string) => {
    again.current = id
    input.current?.click()
  }
  useEffect(() => afterRest(() => void loadDropLayer()), [])
  return (
    <div className="flex min-h-dvh flex-col lg:h-dvh">
      <FileInput ref={input} onFiles={(files) => void onFiles(files)} />
      <AppHeader
        provider={info.provider}
        theme={theme}
        here="studio"
        project={projectInAddress(info)}
        projects={info.projects}
      />
      <main className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(400px,440px)_minmax(0,1fr)]">
        <h1 className="sr-only">{words.studio}</h1>
        <section
          aria-label={words.composer}
          className="flex min-h-0 flex-col bg-surface max-lg:border-b lg:border-r"
        >
          {/* Relative: what only screen readers see in it scrolls along, or it would make the page longer. */}
          <div className="relative min-h-0 flex-1 scrollbar-quiet overflow-y-auto">
            <Composer
              promptRef={prompt}
              draft={draft}
              dispatch={dispatch}
              uploads={uploads}
              ready={ready}
              provider={info.provider}
              referenceProblems={problemsByReference(reasons ?? [])}
              onBrowse={() => browse()}
              onChooseAgain={browse}
              onAddress={onAddress}
              onGenerate={() => void press()}
              recipeBar={
                <LateRecipeBar
                  projectId={info.projectId}
                  draft={draft}
                  dispatch={dispatch}
                  uploads={uploads}
                  prompt={prompt}
                  onFiles={onDropped}
                />
              }
            />
          </div>
          <div className="z-20 max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:shadow-float">
            <GenerateBar
              draft={draft}
              dispatch={dispatch}
              reasons={reasons}
              generate={generate}
              info={info}
              onReason={(reason) => goToReason(reason, prompt.current, language)}
              onGenerate={() => void press()}
            />
          </div>
        </section>
        <section
          ref={takes}
          aria-label={words.takes}
          className="relative min-h-0 scroll-mt-2 scrollbar-quiet overflow-y-auto p-4 max-lg:pb-48 lg:p-5"
        >
          <DrawnAt value={drawnAt}>
            <TakeList
              projectId={info.projectId}
              firstTakes={firstTakes}
              onReuse={actions.reuse}
              composer={actions.composer}
              kind={info.provider.kind}
              onTryExample={actions.tryExample}
            />
          </DrawnAt>
        </section>
      </main>
      <LateStudioCommands
        tools={{
          draft,
          dispatch,
          uploads,
          prompt,
          onBrowse: () => browse(),
          onGenerate: () => void press(),
        }}
      />
      {recipes.dialog}
      {dragged && (
        <Suspense>
          <DropLayer
            draft={draft}
            dragged={dragged}
            onFiles={(files, target, refuse) =>
              onDropped(files, refuse ?? ((rest) => void onFiles(rest, target)))
            }
            onTake={(take, target) => void onTake(take, target)}
            onEnd={endDrag}
          />
        </Suspense>
      )}
    </div>
  )
}

/** The new take is the first one: on a phone it is below the composer, else it may have scrolled away. */
function showTop(takes: HTMLElement | null): void {
  if (window.matchMedia('(width < 64rem)').matches) takes?.scrollIntoView({ behavior: 'smooth' })
  else takes?.scrollTo({ top: 0, behavior: 'smooth' })
}
