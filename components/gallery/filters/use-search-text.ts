import { useCallback, useEffect, useRef, useState } from 'react'
import { oneSpaced } from '../address-values.ts'
import { changed } from './filter-changes.ts'
import { changeView } from '../use-gallery-view.ts'

/** Typing on is quicker than this; a pause is longer. */
const PAUSE_MS = 180

/**
 * The text of the search field, and the address that follows it: after a pause, at once with `flush`, and never while an input method is
 * composing, whose letters are not yet words. What changes the address elsewhere (back, a saved search) changes the text.
 */
export function useSearchText(shown: string) {
  const [text, setText] = useState(shown)
  /** What was told to the address and has not come back from it yet. */
  const told = useRef(new Set([shown]))
  const latest = useRef(text)
  const isComposing = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const tell = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = undefined
    const q = oneSpaced(latest.current)
    told.current.add(q)
    changeView((now) => ({ ...now, filter: changed(now.filter, { q: q === '' ? undefined : q }) }), 'replace')
  }, [])
  const tellSoon = useCallback(() => {
    clearTimeout(timer.current)
    if (!isComposing.current) timer.current = setTimeout(tell, PAUSE_MS)
  }, [tell])
  const type = useCallback(
    (next: string) => {
      latest.current = next
      setText(next)
      tellSoon()
    },
    [tellSoon],
  )

  useEffect(() => {
    const isOwn = told.current.has(shown)
    if (shown === oneSpaced(latest.current)) told.current = new Set([shown])
    if (isOwn || timer.current !== undefined) return
    told.current = new Set([shown])
    latest.current = shown
    setText(shown)
  }, [shown])
  useEffect(() => () => clearTimeout(timer.current), [])

  return {
    text,
    type,
    /** At once: Enter, or the field emptied by its button. */
    flush: tell,
    clear: useCallback(() => {
      latest.current = ''
      setText('')
      tell()
    }, [tell]),
    composition: {
      onCompositionStart: () => {
        isComposing.current = true
        clearTimeout(timer.current)
        timer.current = undefined
      },
      onCompositionEnd: () => {
        isComposing.current = false
        tellSoon()
      },
    },
  }
}
