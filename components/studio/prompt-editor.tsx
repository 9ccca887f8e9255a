'use client'
/** The editor, loaded after the page: it takes over text, caret and focus from the textarea that was there first. */
import { useImperativeHandle, useLayoutEffect, useRef, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { useLanguage } from '#components/ui/language.tsx'
import type { ChipFace } from './prompt-chips.ts'
import { mountPromptView, type PromptView } from './prompt-view.ts'
import type { PromptEditor as Editor } from './use-prompt-editor.ts'
import type { Uploads } from './use-uploads.ts'
import { ROLE_WORDS } from './words.ts'

/** Where the caret was in the textarea; absent: the focus was elsewhere. */
export interface Takeover {
  caret?: number
}

export default function PromptEditor({
  editor,
  uploads,
  marker,
  takeover,
  attributes,
  placeholder,
}: {
  editor: Editor
  uploads: Uploads
  /** Stands where the menu of references belongs. */
  marker: RefObject<HTMLSpanElement | null>
  takeover: Takeover
  attributes: Readonly<Record<string, string>>
  placeholder: string
}) {
  const language = useLanguage()
  const roles = ROLE_WORDS[language]
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<PromptView>(null)
  const spot = useRef<HTMLSpanElement>(null)
  const latest = useRef(editor)
  const { surface, prompt, references, isComposing, menu } = editor
  const faces = new Map(
    references.map(({ id, kind, role, mediaId }): [string, ChipFace] => [
      id,
      { kind, role: roles[role], picture: pictureOf(mediaId, uploads.states.get(id)?.preview) },
    ]),
  )
  const start = useRef({ text: editor.value, takeover })

  useLayoutEffect(() => {
    latest.current = editor
  })
  useLayoutEffect(() => {
    if (!host.current) return
    const { text, takeover: from } = start.current
    const mounted = mountPromptView(host.current, text, () => atOnce(latest.current))
    view.current = mounted
    if (from.caret !== undefined) {
      mounted.focus()
      mounted.place(from.caret)
    }
    return () => mounted.destroy()
  }, [])
  useImperativeHandle(surface, () => ({
    focus: () => view.current?.focus(),
    selection: () => view.current?.selection() ?? { start: 0, end: 0 },
    place: (caret, end) => view.current?.place(caret, end),
  }))
  useImperativeHandle<HTMLSpanElement | null, HTMLSpanElement | null>(marker, () => spot.current)
  useLayoutEffect(() => {
    view.current?.describe(attributes, placeholder)
    if (!isComposing) view.current?.show(prompt, faces, language)
  })
  useLayoutEffect(() => {
    const place = menu.start === undefined || !menu.isOpen ? undefined : view.current?.placeOf(menu.start)
    const frame = host.current?.getBoundingClientRect()
    if (!place || !frame || !spot.current) return
    spot.current.style.left = `${place.left - frame.left}px`
    spot.current.style.top = `${place.top - frame.top}px`
    spot.current.style.height = `${place.bottom - place.top}px`
  })
  return (
    <div className="relative">
      <div ref={host} className="text-base/6 wrap-break-word max-lg:text-lg/7" />
      <span ref={spot} aria-hidden className="pointer-events-none absolute" />
    </div>
  )
}

/** The next key may come before React would have drawn: each report is drawn before the editor goes on. */
function atOnce(editor: Editor): Editor {
  return {
    ...editor,
    edit: (text, caret) => flushSync(() => editor.edit(text, caret)),
    compose: (text) => flushSync(() => editor.compose(text)),
    replace: (steps) => flushSync(() => editor.replace(steps)),
    press: (event) => flushSync(() => editor.press(event)),
    select: (from, to) => flushSync(() => editor.select(from, to)),
  }
}

function pictureOf(mediaId: string | undefined, preview: string | undefined): string | undefined {
  return preview ?? (mediaId === undefined ? undefined : `/api/media/${mediaId}/preview`)
}
