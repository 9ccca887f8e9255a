/** Shows the tip of what is pointed at in the bubble of tooltips.tsx, which loads this after the page. */
import { isApple, printedKeys } from './keys.ts'

const DELAY_MS = 350

/** Returns how to stop. */
export function listen(bubble: HTMLElement): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const hide = () => {
    clearTimeout(timer)
    if (bubble.matches(':popover-open')) bubble.hidePopover()
  }
  const show = (target: HTMLElement) => {
    bubble.textContent = target.dataset.tip ?? ''
    const keys = target.getAttribute('aria-keyshortcuts')
    if (keys !== null) bubble.append(keyCap(keys))
    bubble.showPopover()
    place(bubble, target)
  }
  const later = (event: Event) => {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tip]') : null
    hide()
    if (!target || (event.type === 'focusin' && !target.matches(':focus-visible'))) return
    timer = setTimeout(() => target.isConnected && show(target), event.type === 'focusin' ? 0 : DELAY_MS)
  }
  const onKey = (event: KeyboardEvent) => event.key === 'Escape' && hide()
  const onPointer = (event: PointerEvent) => event.pointerType === 'mouse' && later(event)
  const controller = new AbortController()
  const options = { signal: controller.signal, passive: true }
  document.addEventListener('pointerover', onPointer, options)
  document.addEventListener('focusin', later, options)
  document.addEventListener('focusout', hide, options)
  document.addEventListener('pointerdown', hide, options)
  document.addEventListener('keydown', onKey, options)
  document.addEventListener('scroll', hide, { ...options, capture: true })
  return () => {
    controller.abort()
    hide()
  }
}

function keyCap(keys: string): HTMLElement {
  const cap = document.createElement('kbd')
  cap.textContent = printedKeys(keys, isApple()).join(' ')
  cap.className = 'rounded-sm border border-current px-1 font-sans text-2xs'
  return cap
}

function place(bubble: HTMLElement, target: HTMLElement): void {
  const box = target.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = bubble
  const left = box.left + box.width / 2 - width / 2
  const above = box.top - height - 6
  bubble.style.left = `${Math.min(Math.max(8, left), window.innerWidth - width - 8)}px`
  bubble.style.top = `${above < 8 ? box.bottom + 6 : above}px`
}
