import { clsx } from 'clsx'
import { lazy, Suspense, useId, useImperativeHandle, useRef, type Ref } from 'react'
import { ariaKeys } from '#components/ui/keys.ts'
import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'
import { brokenInText, type PromptText } from '#lib/prompt/prompt-edit.ts'
import { SHORTCUTS } from './commands/shortcuts.ts'
import type { DraftReference } from './draft.ts'
import { PromptTextarea } from './prompt-textarea.tsx'
import { loadMentionMenu, useEditorParts } from './use-editor-parts.ts'
import { usePromptEditor, type PromptEditor } from './use-prompt-editor.ts'
import type { Uploads } from './use-uploads.ts'

const MentionMenu = lazy(loadMentionMenu)

const WORDS = defineWords({
  en: {
    prompt: 'Prompt',
    placeholder: 'What happens, how the camera moves, what is heard',
    hint: 'names a reference',
    broken: (count: number) =>
      count === 1
        ? 'A mention has lost its reference. Delete it, or add the reference again.'
        : `${count} mentions have lost their references. Delete them, or add the references again.`,
  },
  zh: {
    prompt: '提示词',
    placeholder: '写下发生什么、镜头怎么动、听到什么',
    hint: '提及素材',
    broken: (count) => `有 ${count} 处提及找不到素材。请删掉它，或重新添加素材。`,
  },
})

export interface PromptFieldHandle {
  focus(): void
  travel: PromptEditor['travel']
  insert: PromptEditor['insert']
}

/** What happens in the video, in words, with the references said by name. */
export function PromptField({
  ref,
  prompt,
  references,
  uploads,
  ready,
  onChange,
  onTravel,
  onGenerate,
  onAddFile,
}: {
  ref: Ref<PromptFieldHandle>
  prompt: PromptText
  references: readonly DraftReference[]
  uploads: Uploads
  ready: boolean
  onChange: (prompt: PromptText) => void
  onTravel: (prompt: PromptText, references: readonly DraftReference[]) => void
  onGenerate: () => void
  onAddFile: () => void
}) {
  const words = useWords(WORDS)
  const id = useId()
  const marker = useRef<HTMLSpanElement>(null)
  const { parts, watch } = useEditorParts()
  const atPosition = parts?.referenceAtPosition
  const editor = usePromptEditor({
    prompt,
    references,
    onChange,
    onTravel,
    onGenerate,
    onAddFile,
    atPosition,
  })
  const { surface, menu } = editor
  const { travel, insert } = editor
  useImperativeHandle(ref, () => ({ focus: () => surface.current?.focus(), travel, insert }))
  const broken = brokenInText(prompt, references).length
  const attributes = {
    ...FIELD,
    id: `${id}-prompt`,
    'aria-label': words.prompt,
    'aria-describedby': broken > 0 ? `${id}-broken` : `${id}-hint`,
    ...(menu.isOpen && {
      'aria-controls': `${id}-menu`,
      'aria-activedescendant': `${id}-menu-${menu.active}`,
    }),
  }
  const shared = { editor, uploads, marker, attributes, placeholder: words.placeholder }
  return (
    <div {...watch}>
      {parts ? (
        <parts.PromptEditor {...shared} takeover={parts.takeover} />
      ) : (
        <PromptTextarea {...shared} ready={ready} />
      )}
      {menu.isOpen && (
        <Suspense>
          <MentionMenu
            id={`${id}-menu`}
            options={menu.options}
            active={menu.active}
            uploads={uploads}
            marker={marker}
            onPick={menu.pick}
          />
        </Suspense>
      )}
      {broken > 0 && (
        <p id={`${id}-broken`} className="px-4 pb-1 text-xs text-bad">
          {words.broken(broken)}
        </p>
      )}
      <div className="flex min-h-7 items-center gap-2 px-4 pb-1.5 text-xs text-ink-3">
        <span
          id={`${id}-hint`}
          className={clsx('flex items-center gap-1 whitespace-nowrap', references.length === 0 && 'sr-only')}
        >
          <span aria-hidden>@</span>
          {words.hint}
        </span>
        {parts && <parts.PromptAdvice editor={editor} />}
      </div>
    </div>
  )
}

const FIELD = {
  'data-prompt': '',
  'aria-autocomplete': 'list',
  'aria-haspopup': 'listbox',
  'aria-keyshortcuts': ariaKeys(SHORTCUTS.prompt),
  spellcheck: 'true',
  autocapitalize: 'sentences',
  autocorrect: 'on',
} as const
