import { useLayoutEffect, useRef, type RefObject } from 'react'
import { areLetterKeysOn } from '#components/studio/commands/letter-keys.ts'
import { openPanel } from '#components/studio/commands/panels.ts'
import { useCommands, type Command } from '#components/studio/commands/registry.ts'
import { isApple, isPressed } from '#components/ui/keys.ts'

/**
 * The player's own listener, because it stands in dialogs as well, and because K counts for as long as it is down. It leaves fields,
 * menus and whatever lies over it their keys, and buttons their Space.
 */
export function usePlayerKeys(
  root: RefObject<HTMLElement | null>,
  commands: (isHeld: () => boolean) => readonly Command[],
): void {
  const isHeld = useRef(false)
  const list = () => commands(() => isHeld.current)
  useCommands(list)
  const latest = useRef(list)
  useLayoutEffect(() => {
    latest.current = list
  })
  // Together with what is seen: on a busy machine a key may come between the picture of the player and an effect after it.
  useLayoutEffect(() => {
    const apple = isApple()
    const onDown = (event: KeyboardEvent) => {
      if (!isMeant(event, root.current)) return
      if (event.code === 'KeyK' && !event.ctrlKey && !event.metaKey) isHeld.current = true
      const command = latest.current().find(({ keys }) => keys !== undefined && isPressed(keys, event, apple))
      const isMap = event.key === '?' && root.current?.closest('dialog') !== null
      if (!command && !isMap) return
      event.preventDefault()
      if (isMap) openPanel('map')
      else if (!event.repeat || STEPS.has(command?.id ?? '')) command?.run()
    }
    const onUp = (event: KeyboardEvent) => {
      if (event.code === 'KeyK') isHeld.current = false
    }
    const letGo = () => {
      isHeld.current = false
    }
    window.addEventListener('keydown', onDown)
    window.addEventListener('keyup', onUp)
    window.addEventListener('blur', letGo)
    return () => {
      window.removeEventListener('keydown', onDown)
      window.removeEventListener('keyup', onUp)
      window.removeEventListener('blur', letGo)
    }
  }, [root])
}

/** Held down they go on; J and L would run away. */
const STEPS: ReadonlySet<string> = new Set(['frame_back', 'frame_on', 'ten_frames_back', 'ten_frames_on'])
const COMPOSING = 229

function isMeant(event: KeyboardEvent, root: HTMLElement | null): boolean {
  const { target } = event
  if (event.defaultPrevented || event.isComposing || event.keyCode === COMPOSING) return false
  if (!root || !(target instanceof Element) || !areLetterKeysOn()) return false
  const isCovered = [...document.querySelectorAll('dialog:modal')].some((dialog) => !dialog.contains(root))
  if (isCovered || target.closest('[popover]')) return false
  if (target.matches('input:not([type="range"], [type="checkbox"], [type="radio"]), textarea, select'))
    return false
  if (target instanceof HTMLElement && target.isContentEditable) return false
  if (MOVES.has(event.key)) return !target.matches('input') && target.closest(MOVED_IN) === null
  return (
    event.key !== ' ' || !target.matches('button, a, summary, label, input, [role="option"], [role="tab"]')
  )
}

const MOVES: ReadonlySet<string> = new Set(['ArrowLeft', 'ArrowRight', 'Home', 'End'])
/** Widgets that go from part to part by the same keys. */
const MOVED_IN =
  '[role="radiogroup"], [role="tablist"], [role="listbox"], [role="grid"], [role="menu"], [data-loop-end]'
