'use client'
import {
  ArrowDown,
  ArrowUp,
  ChevronDown,
  ClipboardPaste,
  Copy,
  Ellipsis,
  FileDown,
  FileUp,
} from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react'
import { IconButton } from '#components/ui/button.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { Menu } from '#components/ui/menu.tsx'
import { notify } from '#components/ui/notify.ts'
import { PopoverPanel } from '#components/ui/popover.tsx'
import { usePopover } from '#components/ui/use-popover.ts'
import { SHORTCUTS, shortcut } from '../commands/shortcuts.ts'
import { useCommands } from '../commands/registry.ts'
import { isEmpty, type Draft } from '../draft.ts'
import { WithQueries } from '../with-queries.tsx'
import { RECIPE_BAR_WORDS } from './recipe-bar-words.ts'
import type { RecipeTools } from './recipe-tools.ts'
import { useSentSteps } from './use-sent-steps.ts'

const PresetPanel = lazy(() => import('./preset-panel.tsx'))
const TemplatePanel = lazy(() => import('./template-panel.tsx'))
const loadRestore = () => import('./restore-recipe.ts')
const loadExport = () => import('./export-recipe.ts')

export interface RecipeBarProps extends Omit<RecipeTools, 'draft' | 'language'> {
  projectId: string
  draft: Draft
  /** A file that was chosen to restore a recipe from. */
  onFiles: (files: readonly File[]) => void
}

/** Under the prompt: what the team has ready, what was sent before, and the way of a recipe out and in. */
export default function RecipeBar(props: RecipeBarProps) {
  return (
    <WithQueries>
      <Bar {...props} />
    </WithQueries>
  )
}

function Bar({ projectId, draft, onFiles, ...rest }: RecipeBarProps) {
  const words = useWords(RECIPE_BAR_WORDS)
  const language = useLanguage()
  const latest = useRef(draft)
  useEffect(() => {
    latest.current = draft
  })
  const tools: RecipeTools = { ...rest, draft: () => latest.current, language }
  const { earlier, later, place } = useSentSteps(projectId, draft, tools)
  const file = useRef<HTMLInputElement>(null)
  const importText = (text: string) => void loadRestore().then((work) => work.importRecipe(text, tools))
  const actions = {
    exportFile: () => void loadExport().then((work) => work.exportDraft(latest.current, language)),
    copy: () => void loadExport().then((work) => work.copyDraft(latest.current, language)),
    importFile: () => file.current?.click(),
    paste: () =>
      void readClipboard().then((text) => {
        if (text === undefined)
          notify({ kind: 'problem', message: words.noClipboard, advice: words.pasteByKey })
        else importText(text)
      }),
  }
  usePastedRecipe(importText)
  useRecipeCommands({ ...actions, earlier, later, isEmpty: () => isEmpty(latest.current) })
  return (
    <div role="group" aria-label={words.bar} className="flex min-h-8 items-center gap-0.5 touch:min-h-11">
      <PanelButton label={words.presets}>
        {(close) => <PresetPanel draft={draft} tools={tools} close={close} />}
      </PanelButton>
      <PanelButton label={words.templates}>
        {(close) => <TemplatePanel draft={draft} tools={tools} close={close} />}
      </PanelButton>
      <output className="min-w-0 flex-1 truncate px-1 text-right text-xs text-ink-3 tabular-nums">
        {place && words.place(place.at, place.count, place.isOpen)}
      </output>
      <IconButton
        label={words.earlier}
        {...shortcut('earlier_recipe')}
        className="touch:size-11"
        onClick={earlier}
      >
        <ArrowUp size={16} />
      </IconButton>
      <IconButton label={words.later} {...shortcut('later_recipe')} className="touch:size-11" onClick={later}>
        <ArrowDown size={16} />
      </IconButton>
      <Menu
        label={words.more}
        align="end"
        attributes={{ 'data-tip': words.more }}
        items={[
          {
            id: 'export',
            label: words.exportFile,
            icon: <FileDown size={14} />,
            onSelect: actions.exportFile,
          },
          { id: 'copy', label: words.copy, icon: <Copy size={14} />, onSelect: actions.copy },
          {
            id: 'import',
            label: words.importFile,
            hint: words.importHint,
            icon: <FileUp size={14} />,
            onSelect: actions.importFile,
          },
          { id: 'paste', label: words.paste, icon: <ClipboardPaste size={14} />, onSelect: actions.paste },
        ]}
        trigger={<Ellipsis size={16} />}
        triggerClassName="flex size-8 shrink-0 items-center justify-center rounded-md text-ink-2 transition-colors hover:bg-hover hover:text-ink touch:size-11"
      />
      <input
        ref={file}
        type="file"
        hidden
        tabIndex={-1}
        aria-label={words.chooseFile}
        accept=".json,.mp4,.mov"
        onChange={({ currentTarget: field }) => {
          onFiles(Array.from(field.files ?? []))
          // The same file may be chosen again.
          field.value = ''
        }}
      />
    </div>
  )
}

function PanelButton({ label, children }: { label: string; children: (close: () => void) => ReactNode }) {
  const { open, close, triggerProps, panelProps } = usePopover()
  return (
    <>
      <button
        type="button"
        {...triggerProps}
        aria-haspopup="dialog"
        className="-ml-0.5 flex h-8 items-center gap-1 rounded-md px-2 text-xs font-medium text-ink-2 transition-colors hover:bg-hover hover:text-ink touch:h-11"
      >
        {label}
        <ChevronDown aria-hidden size={12} className="text-ink-3" />
      </button>
      <PopoverPanel
        {...panelProps}
        role="dialog"
        aria-label={label}
        className="w-[min(360px,calc(100vw-16px))]"
      >
        {open && <Suspense fallback={<div className="h-24" />}>{children(close)}</Suspense>}
      </PopoverPanel>
    </>
  )
}

/** A recipe that is pasted anywhere outside of another field is no text for the prompt. */
function usePastedRecipe(onText: (text: string) => void): void {
  const latest = useRef(onText)
  useEffect(() => {
    latest.current = onText
  })
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (!/^\s*\{/.test(text) || !text.includes('"seedreel-recipe"')) return
      const field = event.target instanceof Element ? event.target.closest('input, textarea') : null
      if (field && !field.matches('[data-prompt]')) return
      event.preventDefault()
      event.stopPropagation()
      latest.current(text)
    }
    // Before the prompt and the page look at it.
    document.addEventListener('paste', onPaste, { capture: true })
    return () => document.removeEventListener('paste', onPaste, { capture: true })
  }, [])
}

async function readClipboard(): Promise<string | undefined> {
  try {
    return await navigator.clipboard.readText()
  } catch {
    return undefined
  }
}

function useRecipeCommands(actions: {
  earlier: () => void
  later: () => void
  exportFile: () => void
  copy: () => void
  importFile: () => void
  paste: () => void
  isEmpty: () => boolean
}): void {
  const hasSome = () => !actions.isEmpty()
  const { en, zh } = RECIPE_BAR_WORDS
  const recipes = { group: 'write', also: { en: 'recipe json history', zh: '配方 历史' } } as const
  useCommands(() => [
    {
      ...recipes,
      id: 'earlier_recipe',
      name: { en: en.earlier, zh: zh.earlier },
      keys: SHORTCUTS.earlier_recipe,
      scope: 'anywhere',
      run: actions.earlier,
    },
    {
      ...recipes,
      id: 'later_recipe',
      name: { en: en.later, zh: zh.later },
      keys: SHORTCUTS.later_recipe,
      scope: 'anywhere',
      run: actions.later,
    },
    {
      ...recipes,
      id: 'export_recipe',
      name: { en: en.exportFile, zh: zh.exportFile },
      isOffered: hasSome,
      run: actions.exportFile,
    },
    {
      ...recipes,
      id: 'copy_recipe',
      name: { en: en.copy, zh: zh.copy },
      isOffered: hasSome,
      run: actions.copy,
    },
    {
      ...recipes,
      id: 'import_recipe',
      name: { en: en.importFile, zh: zh.importFile },
      run: actions.importFile,
    },
    { ...recipes, id: 'paste_recipe', name: { en: en.paste, zh: zh.paste }, run: actions.paste },
  ])
}
