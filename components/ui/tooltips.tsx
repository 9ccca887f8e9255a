'use client'
/**
 * One layer for every tooltip of the page: any element with `data-tip` gets one while pointed at or focused by keyboard, with
 * the keys that do the same. Escape hides it (WCAG 1.4.13). The text repeats the element's label, so it is hidden from screen readers.
 */
import { useEffect, useRef } from 'react'

export function Tooltips() {
  const bubble = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let isGone = false
    let stop: (() => void) | undefined
    // Nobody needs a tip before a key can be pressed.
    void import('./tooltip-listener.ts').then(({ listen }) => {
      if (!isGone && bubble.current) stop = listen(bubble.current)
    })
    return () => {
      isGone = true
      stop?.()
    }
  }, [])
  return (
    <div
      ref={bubble}
      popover="manual"
      aria-hidden
      className="pointer-events-none fixed gap-2 rounded-md border-0 bg-ink px-2 py-1 text-xs font-medium text-canvas shadow-float open:flex"
    />
  )
}
