/**
 * A panel in the browser's own top layer, beside the button that opens it: closes on Escape and on a press elsewhere, and gives
 * the focus back, without a line of code for it. Only the place is computed here.
 */
import { useCallback, useEffect, useId, useRef, useState, type ToggleEvent } from 'react'

const GAP = 6
const MARGIN = 8

export type Align = 'start' | 'end'

export function usePopover({ align = 'start' }: { align?: Align } = {}) {
  const id = useId()
  const trigger = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)

  const place = useCallback(() => {
    if (trigger.current && panel.current) placeBeside(trigger.current, panel.current, align)
  }, [align])

  useEffect(() => {
    if (!open) return
    place()
    // What it shows may load later, and change while it is open.
    const resized = new ResizeObserver(place)
    if (panel.current) resized.observe(panel.current)
    window.addEventListener('resize', place)
    window.addEventListener('scroll', place, { capture: true, passive: true })
    return () => {
      resized.disconnect()
      window.removeEventListener('resize', place)
      window.removeEventListener('scroll', place, { capture: true })
    }
  }, [open, place])

  // Pressed before its script had come: the browser has opened it alone.
  useEffect(() => {
    if (panel.current?.matches(':popover-open')) setOpen(true)
  }, [])

  return {
    open,
    close: useCallback(() => panel.current?.hidePopover(), []),
    triggerProps: { ref: trigger, popoverTarget: id, 'aria-expanded': open },
    panelProps: {
      ref: panel,
      id,
      popover: 'auto' as const,
      onToggle: (event: ToggleEvent<HTMLDivElement>) => setOpen(event.newState === 'open'),
    },
  }
}

/** Under the button, or above it where there is more room; never over the edge of the window. */
export function placeBeside(trigger: HTMLElement, panel: HTMLElement, align: Align): void {
  const button = trigger.getBoundingClientRect()
  const below = window.innerHeight - button.bottom - GAP - MARGIN
  const above = button.top - GAP - MARGIN
  const height = panel.scrollHeight
  const isAbove = height > below && above > below
  panel.style.maxHeight = `${Math.max(120, isAbove ? above : below)}px`
  const shown = Math.min(height, isAbove ? above : below)
  panel.style.top = `${isAbove ? button.top - GAP - shown : button.bottom + GAP}px`
  // A button that is hidden on phones, pressed by its command, has no place.
  const right = button.width === 0 ? window.innerWidth : button.right
  const left = align === 'start' ? button.left : right - panel.offsetWidth
  panel.style.left = `${Math.min(Math.max(MARGIN, left), window.innerWidth - panel.offsetWidth - MARGIN)}px`
}
