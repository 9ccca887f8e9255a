import { clsx } from 'clsx'
import {
  useEffectEvent,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  type ChangeEvent,
  type RefObject,
  type SyntheticEvent,
} from 'react'
import { PromptOverlay } from './prompt-overlay.tsx'
import type { PromptEditor } from './use-prompt-editor.ts'
import type { Uploads } from './use-uploads.ts'

/** What the prompt is typed into until the editor has loaded, and where it can't be. */
export function PromptTextarea({
  editor,
  uploads,
  ready,
  marker,
  attributes,
  placeholder,
}: {
  editor: PromptEditor
  uploads: Uploads
  ready: boolean
  marker: RefObject<HTMLSpanElement | null>
  attributes: Readonly<Record<string, string>>
  placeholder: string
}) {
  const area = useRef<HTMLTextAreaElement>(null)
  const { surface, menu } = editor
  useImperativeHandle(surface, () => ({
    focus: () => area.current?.focus(),
    selection: () => ({ start: area.current?.selectionStart ?? 0, end: area.current?.selectionEnd ?? 0 }),
    place: (caret, end = caret) => area.current?.setSelectionRange(caret, end),
  }))
  /** What was typed before the page came alive: React leaves it in the field and tells nobody. */
  const adopt = useEffectEvent(() => {
    const field = area.current
    if (field !== null && field.value !== editor.value) editor.edit(field.value, field.selectionEnd)
  })
  useLayoutEffect(() => adopt(), [])
  return (
    <div className="relative">
      {/* The overlay gives the field its height: the textarea is as large as what is written. */}
      <div aria-hidden className={clsx(TYPE, 'min-h-32 forced-colors:invisible')}>
        <PromptOverlay
          prompt={editor.shown}
          references={editor.references}
          uploads={uploads}
          markerAt={menu.isOpen ? menu.start : undefined}
          marker={marker}
        />
        {/* A last empty line has no height of its own. */}
        {'\u200b'}
      </div>
      <textarea
        ref={area}
        {...attributes}
        placeholder={placeholder}
        // A browser that fills the field in again by itself would look like somebody typing.
        autoComplete="off"
        value={editor.value}
        onChange={(event: ChangeEvent<HTMLTextAreaElement>) => {
          const { value, selectionStart } = event.currentTarget
          if (editor.isComposing) editor.compose(value)
          else editor.edit(value, selectionStart)
        }}
        onCompositionStart={() => editor.compose(editor.prompt.text)}
        onCompositionEnd={(event: SyntheticEvent<HTMLTextAreaElement>) =>
          editor.edit(event.currentTarget.value, event.currentTarget.selectionStart)
        }
        onKeyDown={(event) => {
          if (!event.nativeEvent.isComposing && editor.press(event)) event.preventDefault()
        }}
        onSelect={({ currentTarget: field }: SyntheticEvent<HTMLTextAreaElement>) => {
          const instead = editor.select(field.selectionStart, field.selectionEnd)
          if (instead !== undefined) field.setSelectionRange(instead, instead)
        }}
        onFocus={editor.focus}
        onBlur={editor.blur}
        className={clsx(
          TYPE,
          'absolute inset-0 size-full resize-none overflow-hidden bg-transparent caret-ink outline-none',
          // Before the page has come alive the overlay does not follow: what is typed is seen in the field itself.
          ready ? 'text-transparent forced-colors:text-ink' : 'text-ink',
        )}
      />
    </div>
  )
}

/** One look for both layers, or the caret would not stand where the letters are. 16 px on phones: smaller makes iOS zoom. */
const TYPE =
  'block m-0 w-full border-0 px-4 py-3 text-base/6 max-lg:text-lg/7 font-normal tracking-normal whitespace-pre-wrap wrap-break-word text-left'
