'use client'
/**
 * Behind the prompt, whatever it is typed into (the textarea, then the editor): typing, chips that act as one character, undo, and the menu
 * that `@` opens. The surface only reports what its text became and does what it is told.
 */
import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import {
  applyEdit,
  deleteMentionAt,
  insertMention,
  mentionQueryAt,
  settle,
  type EditResult,
  type PromptText,
} from '#lib/prompt/prompt-edit.ts'
import { placeholderFrom } from '#lib/prompt/placeholders.ts'
import type { InsertedTemplate } from '#lib/prompt/prompt-template.ts'
import type { DraftReference } from './draft.ts'
import { ADD_FILE, menuOptions, type MenuOption } from './mention-options.ts'
import { travelKey, type PressedKey } from './prompt-history.ts'
import { usePendingMention } from './use-pending-mention.ts'
import { usePromptHistory } from './use-prompt-history.ts'

/** What the prompt is typed into. */
export interface PromptSurface {
  focus(): void
  selection(): { start: number; end: number }
  /** Without `end` a caret, with it a selection. */
  place(caret: number, end?: number): void
}

export interface PromptEditing {
  prompt: PromptText
  references: readonly DraftReference[]
  onChange: (prompt: PromptText) => void
  onTravel: (prompt: PromptText, references: readonly DraftReference[]) => void
  onGenerate: () => void
  onAddFile: () => void
  /** The reference that a spelling like `Image1` means; undefined until the reader of spellings has loaded. */
  atPosition: ((query: string, references: readonly DraftReference[]) => string | undefined) | undefined
}

/** What an insertion makes of the prompt as it then is. */
export type MakeInsertion = (
  prompt: PromptText,
  range: { start: number; end: number },
  references: readonly DraftReference[],
) => InsertedTemplate

export type PromptEditor = ReturnType<typeof usePromptEditor>

export function usePromptEditor(editing: PromptEditing) {
  const { prompt, references, onChange } = editing
  const surface = useRef<PromptSurface>(null)
  const wantedCaret = useRef<number | undefined>(undefined)
  const wantedEnd = useRef<number | undefined>(undefined)
  const lastCaret = useRef(0)
  /** What the field holds while an input method composes: not the prompt yet. */
  const [composing, setComposing] = useState<string>()
  const [caret, setCaret] = useState<number>()
  const [active, setActive] = useState(0)
  const [dismissedAt, setDismissedAt] = useState<number>()
  const goTo = (at: number) => {
    wantedCaret.current = at
    setCaret(at)
  }
  const history = usePromptHistory({ ...editing, lastCaret, goTo })

  useLayoutEffect(() => {
    if (wantedCaret.current === undefined) return
    surface.current?.place(wantedCaret.current, wantedEnd.current)
    lastCaret.current = wantedCaret.current
    wantedCaret.current = undefined
    wantedEnd.current = undefined
  }, [prompt])

  const { note } = history
  const change = useCallback(
    (next: PromptText, options: { caret?: number; isStep?: boolean } = {}) => {
      note(prompt, next, options.isStep ?? false)
      if (options.caret !== undefined) {
        wantedCaret.current = options.caret
        setCaret(options.caret)
      }
      onChange(next)
    },
    [note, onChange, prompt],
  )
  const putIn = ({ prompt: next, caret: after }: EditResult) => change(next, { caret: after, isStep: true })
  const pending = usePendingMention({ prompt, references, putIn })

  const query = caret === undefined || composing !== undefined ? undefined : mentionQueryAt(prompt, caret)
  const options: MenuOption[] =
    query && query.start !== dismissedAt ? menuOptions(references, query.query, editing.atPosition) : []
  const isOpen = options.length > 0

  const pick = (option: MenuOption) => {
    if (!query) return
    setActive(0)
    if (option !== ADD_FILE) return putIn(insertMention(prompt, option, query))
    setDismissedAt(query.start)
    pending.waitFor(query)
    editing.onAddFile()
  }

  const edit = (text: string, at: number) => {
    setComposing(undefined)
    lastCaret.current = at
    setCaret(at)
    if (text === prompt.text) return
    // What an input method made is undone on its own, however soon the next one follows.
    const isStep = composing !== undefined || Math.abs(text.length - prompt.text.length) > 1
    const next = applyEdit(prompt, text, references, at)
    change(next, { ...(next.text === text ? {} : { caret: at }), isStep })
    setActive(0)
    setDismissedAt(undefined)
  }

  /** Several at once are several steps back: what was pasted, then what was made of it. */
  const replace = (steps: readonly EditResult[]) => {
    let before = prompt
    for (const step of steps) {
      note(before, step.prompt, true)
      before = step.prompt
      goTo(step.caret)
    }
    onChange(before)
  }

  /** Where the caret belongs instead: never inside a chip. */
  const select = (start: number, end: number): number | undefined => {
    if (composing !== undefined) return undefined
    const inside =
      start === end && prompt.mentions.find((mention) => mention.start < start && start < mention.end)
    if (inside) return nearerEnd(inside, start, lastCaret.current)
    lastCaret.current = start
    setCaret(start === end ? start : undefined)
    return undefined
  }

  const pressMenu = (event: PressedKey): boolean => {
    if (!isOpen || event.ctrlKey || event.metaKey) return false
    const chosen = options[Math.min(active, options.length - 1)]
    if (event.key === 'ArrowDown') setActive((active + 1) % options.length)
    else if (event.key === 'ArrowUp') setActive((active - 1 + options.length) % options.length)
    else if (event.key === 'Escape') setDismissedAt(query?.start)
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen !== undefined) pick(chosen)
    else return false
    return true
  }

  /** Something in place of what is selected, with the first thing to write over selected. */
  const insert = (make: MakeInsertion) => {
    const range = surface.current?.selection() ?? { start: prompt.text.length, end: prompt.text.length }
    const { selectionEnd, ...result } = make(prompt, range, references)
    wantedEnd.current = selectionEnd
    putIn(result)
    setCaret(undefined)
    surface.current?.focus()
  }

  const pressTab = (event: PressedKey): boolean => {
    if (event.key !== 'Tab' || event.ctrlKey || event.metaKey || event.altKey) return false
    const { start, end } = surface.current?.selection() ?? { start: 0, end: 0 }
    const place = placeholderFrom(prompt.text, { start, end }, event.shiftKey ? 'backward' : 'forward')
    if (!place) return false
    surface.current?.place(place.start, place.end)
    lastCaret.current = place.start
    setCaret(undefined)
    return true
  }

  /** True: the key is dealt with. */
  const press = (event: PressedKey): boolean => {
    if (pressMenu(event) || pressTab(event)) return true
    const command = event.ctrlKey || event.metaKey
    const step = travelKey(event)
    if (step) history.travel(step)
    else if (command && event.key === 'Enter') editing.onGenerate()
    else {
      const { start, end } = surface.current?.selection() ?? { start: 0, end: 0 }
      const deletes = event.key === 'Backspace' || event.key === 'Delete'
      if (start !== end || command || event.altKey || !deletes) return false
      const result = deleteMentionAt(prompt, start, event.key === 'Delete' ? 'forward' : 'backward')
      if (!result) return false
      putIn(result)
    }
    return true
  }

  return {
    surface,
    prompt,
    references,
    isComposing: composing !== undefined,
    value: composing ?? prompt.text,
    /** What the overlay shows: the prompt, or a look ahead at what is being composed. */
    shown: composing === undefined ? prompt : applyEdit(prompt, composing, references),
    menu: {
      isOpen,
      options,
      active: Math.min(active, Math.max(0, options.length - 1)),
      start: query?.start,
      pick,
    },
    edit,
    replace,
    insert,
    compose: setComposing,
    select,
    press,
    travel: history.travel,
    focus: () => setCaret(surface.current?.selection().start),
    blur: () => {
      setCaret(undefined)
      if (composing !== undefined) return
      const settled = settle(prompt, references)
      if (settled.mentions.length !== prompt.mentions.length) change(settled, { isStep: true })
    },
  }
}

function nearerEnd({ start, end }: { start: number; end: number }, at: number, before: number): number {
  if (Math.abs(at - before) === 1) return at > before ? end : start
  return at - start < end - at ? start : end
}
