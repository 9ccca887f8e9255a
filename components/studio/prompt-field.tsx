import { clsx } from 'clsx'
import { AtSign } from 'lucide-react'
import { useId, useImperativeHandle, useRef, type Ref } from 'react'
import { brokenInText, type PromptText } from '#lib/prompt/prompt-edit.ts'
import type { DraftReference } from './draft.ts'
import { MentionMenu } from './mention-menu.tsx'
import { PromptOverlay } from './prompt-overlay.tsx'
import { usePromptEditor } from './use-prompt-editor.ts'
import type { Uploads } from './use-uploads.ts'

export interface PromptFieldHandle {
  focus(): void
}

/** What happens in the video, in words, with the references said by name. */
export function PromptField({
  ref,
  prompt,
  references,
  uploads,
  ready,
  onChange,
  onGenerate,
}: {
  ref: Ref<PromptFieldHandle>
  prompt: PromptText
  references: readonly DraftReference[]
  uploads: Uploads
  ready: boolean
  onChange: (prompt: PromptText) => void
  onGenerate: () => void
}) {
  const id = useId()
  const marker = useRef<HTMLSpanElement>(null)
  const { area, value, shown, menu, fieldProps } = usePromptEditor({
    prompt,
    references,
    onChange,
    onGenerate,
  })
  useImperativeHandle(ref, () => ({ focus: () => area.current?.focus() }), [area])
  const broken = brokenInText(prompt, references)
  return (
    <div>
      <div className="relative">
        {/* The overlay gives the field its height: the textarea is as large as what is written. */}
        <div aria-hidden className={clsx(TYPE, 'min-h-32 forced-colors:invisible')}>
          <PromptOverlay
            prompt={shown}
            references={references}
            uploads={uploads}
            markerAt={menu.isOpen ? menu.start : undefined}
            marker={marker}
          />
          {/* A last empty line has no height of its own. */}
          {'​'}
        </div>
        <textarea
          ref={area}
          id={`${id}-prompt`}
          aria-label="Prompt"
          aria-describedby={broken.length > 0 ? `${id}-broken` : `${id}-hint`}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={menu.isOpen ? `${id}-menu` : undefined}
          aria-activedescendant={menu.isOpen ? `${id}-menu-${menu.active}` : undefined}
          aria-keyshortcuts="Control+Enter Meta+Enter"
          placeholder="What happens, how the camera moves, what is heard"
          // A browser that fills the field in again by itself would look like somebody typing.
          autoComplete="off"
          value={value}
          {...fieldProps}
          className={clsx(
            TYPE,
            'absolute inset-0 size-full resize-none overflow-hidden bg-transparent caret-ink outline-none',
            // Before the page has come alive the overlay does not follow: what is typed is seen in the field itself.
            ready ? 'text-transparent forced-colors:text-ink' : 'text-ink',
          )}
        />
      </div>
      {menu.isOpen && (
        <MentionMenu
          id={`${id}-menu`}
          options={menu.options}
          active={menu.active}
          uploads={uploads}
          marker={marker}
          onPick={menu.pick}
        />
      )}
      {broken.length > 0 ? (
        <p id={`${id}-broken`} className="px-4 pb-2 text-xs text-bad">
          {broken.length === 1 ? 'A mention has' : `${broken.length} mentions have`} lost{' '}
          {broken.length === 1 ? 'its' : 'their'} reference. Delete {broken.length === 1 ? 'it' : 'them'}, or
          add the reference again.
        </p>
      ) : (
        <p
          id={`${id}-hint`}
          className={clsx(
            'flex items-center gap-1 px-4 pb-2 text-xs text-ink-3',
            references.length === 0 && 'sr-only',
          )}
        >
          <AtSign aria-hidden size={12} />
          names a reference
        </p>
      )}
    </div>
  )
}

/** One look for both layers, or the caret would not stand where the letters are. 16 px on phones: smaller makes iOS zoom. */
const TYPE =
  'block m-0 w-full border-0 px-4 py-3 text-base/6 max-lg:text-lg/7 font-normal tracking-normal whitespace-pre-wrap wrap-break-word text-left'
