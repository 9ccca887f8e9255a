'use client'
/** Behind the prompt's textarea: typing, chips that act as one character, undo, and the menu that `@` opens. */
import {
  useCallback,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
  type ChangeEvent,
  type KeyboardEvent,
  type SyntheticEvent,
} from 'react'
import {
  applyEdit,
  deleteMentionAt,
  insertMention,
  mentionQueryAt,
  settle,
  type PromptText,
} from '#lib/prompt/prompt-edit.ts'
import type { DraftReference } from './draft.ts'
import { matchingReferences } from './mention-menu.tsx'
import { asNamedNow, EMPTY_HISTORY, redo, remember, undo } from './prompt-history.ts'

export function usePromptEditor({
  prompt,
  references,
  onChange,
  onGenerate,
}: {
  prompt: PromptText
  references: readonly DraftReference[]
  onChange: (prompt: PromptText) => void
  onGenerate: () => void
}) {
  const area = useRef<HTMLTextAreaElement>(null)
  const history = useRef(EMPTY_HISTORY)
  const wantedCaret = useRef<number | undefined>(undefined)
  const lastCaret = useRef(0)
  /** What the field holds while an input method composes: not the prompt yet. */
  const [composing, setComposing] = useState<string>()
  const [caret, setCaret] = useState<number>()
  const [active, setActive] = useState(0)
  const [dismissedAt, setDismissedAt] = useState<number>()

  useLayoutEffect(() => {
    if (wantedCaret.current === undefined) return
    area.current?.setSelectionRange(wantedCaret.current, wantedCaret.current)
    lastCaret.current = wantedCaret.current
    wantedCaret.current = undefined
  }, [prompt])

  const change = useCallback(
    (next: PromptText, options: { caret?: number; isStep?: boolean } = {}) => {
      const before = { prompt, caret: lastCaret.current }
      history.current = remember(history.current, before, Date.now(), options.isStep ?? false)
      if (options.caret !== undefined) {
        wantedCaret.current = options.caret
        setCaret(options.caret)
      }
      onChange(next)
    },
    [onChange, prompt],
  )

  const query = caret === undefined || composing !== undefined ? undefined : mentionQueryAt(prompt, caret)
  const options = query && query.start !== dismissedAt ? matchingReferences(references, query.query) : []
  const isOpen = options.length > 0

  const pick = (reference: DraftReference) => {
    if (!query) return
    const { prompt: next, caret: after } = insertMention(prompt, reference, query)
    change(next, { caret: after, isStep: true })
    setActive(0)
  }

  const edit = (text: string, at: number) => {
    const isStep = Math.abs(text.length - prompt.text.length) > 1
    const next = applyEdit(prompt, text, references, at)
    change(next, { ...(next.text === text ? {} : { caret: at }), isStep })
    lastCaret.current = at
    setCaret(at)
    setActive(0)
    setDismissedAt(undefined)
  }

  /** What was typed before the page came alive: React leaves it in the field and tells nobody. */
  const adopt = useEffectEvent(() => {
    const field = area.current
    if (field !== null && field.value !== prompt.text) edit(field.value, field.selectionEnd)
  })
  useLayoutEffect(() => adopt(), [])

  const travel = (step: typeof undo) => {
    const result = step(history.current, { prompt, caret: lastCaret.current })
    if (!result) return
    history.current = result.history
    wantedCaret.current = result.moment.caret
    onChange(asNamedNow(result.moment.prompt, references))
  }

  /** A caret never stands inside a chip: it goes to the nearer end. */
  const onSelect = (event: SyntheticEvent<HTMLTextAreaElement>) => {
    const { selectionStart: start, selectionEnd: end } = event.currentTarget
    if (composing !== undefined) return
    const inside =
      start === end && prompt.mentions.find((mention) => mention.start < start && start < mention.end)
    if (inside) {
      const forward = start > lastCaret.current
      const isStep = Math.abs(start - lastCaret.current) === 1
      const target = isStep
        ? forward
          ? inside.end
          : inside.start
        : start - inside.start < inside.end - start
          ? inside.start
          : inside.end
      event.currentTarget.setSelectionRange(target, target)
      return
    }
    lastCaret.current = start
    setCaret(start === end ? start : undefined)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return
    if (handleMenuKey(event)) return event.preventDefault()
    const { selectionStart: start, selectionEnd: end } = event.currentTarget
    const command = event.ctrlKey || event.metaKey
    if (command && event.key === 'Enter') {
      event.preventDefault()
      return onGenerate()
    }
    if (command && !event.altKey && (event.key.toLowerCase() === 'z' || event.key.toLowerCase() === 'y')) {
      event.preventDefault()
      return travel(event.key.toLowerCase() === 'y' || event.shiftKey ? redo : undo)
    }
    if (start !== end || command || event.altKey || (event.key !== 'Backspace' && event.key !== 'Delete'))
      return
    const result = deleteMentionAt(prompt, start, event.key === 'Delete' ? 'forward' : 'backward')
    if (!result) return
    event.preventDefault()
    change(result.prompt, { caret: result.caret, isStep: true })
  }

  const handleMenuKey = (event: KeyboardEvent): boolean => {
    if (!isOpen || event.ctrlKey || event.metaKey) return false
    const chosen = options[Math.min(active, options.length - 1)]
    if (event.key === 'ArrowDown') setActive((active + 1) % options.length)
    else if (event.key === 'ArrowUp') setActive((active - 1 + options.length) % options.length)
    else if (event.key === 'Escape') setDismissedAt(query?.start)
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) pick(chosen)
    else return false
    return true
  }

  return {
    area,
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
    fieldProps: {
      onChange: (event: ChangeEvent<HTMLTextAreaElement>) => {
        const { value, selectionStart } = event.currentTarget
        if (composing === undefined) edit(value, selectionStart)
        else setComposing(value)
      },
      onCompositionStart: () => setComposing(prompt.text),
      onCompositionEnd: (event: SyntheticEvent<HTMLTextAreaElement>) => {
        const { value, selectionStart } = event.currentTarget
        setComposing(undefined)
        edit(value, selectionStart)
      },
      onKeyDown,
      onSelect,
      onFocus: () => setCaret(area.current?.selectionStart),
      onBlur: () => {
        setCaret(undefined)
        const settled = settle(prompt, references)
        if (settled.mentions.length !== prompt.mentions.length) change(settled, { isStep: true })
      },
    },
  }
}
