/** The one listener for the keys of shortcuts.ts. It stays out of fields, menus, dialogs and the work of input methods. */
import { isApple, isPressed } from '#components/ui/keys.ts'
import { markKnown } from './lessons.ts'
import { areLetterKeysOn } from './letter-keys.ts'
import { offeredCommands, type Command } from './registry.ts'

export function listenForKeys(): () => void {
  const apple = isApple()
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.keyCode === COMPOSING) return
    if (!(event.target instanceof Element) || isElsewhere(event.target)) return
    const command = commandFor(event, event.target, apple)
    if (!command) return
    event.preventDefault()
    markKnown(command.id)
    command.run()
  }
  // After the parts of the page, which listen at the document: what they have dealt with is theirs.
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}

/** What browsers say of a key that goes to the input method; Safari says it after `isComposing` has ended. */
const COMPOSING = 229

function commandFor(event: KeyboardEvent, target: Element, apple: boolean): Command | undefined {
  const hasCommandKey = event.ctrlKey || event.metaKey || event.altKey
  const inField = isField(target)
  if (!hasCommandKey && (inField || !areLetterKeysOn())) return undefined
  const counts = ({ scope = 'page' }: Command) =>
    scope === 'anywhere' || (!inField && (scope === 'page' || target.closest(`[data-${scope}]`) !== null))
  const fitting = offeredCommands().filter(
    (command) => command.keys !== undefined && counts(command) && isPressed(command.keys, event, apple),
  )
  // What has the focus is meant before the page is.
  return fitting.find(({ scope }) => scope === 'take' || scope === 'reference') ?? fitting[0]
}

/** Dialogs and menus have keys of their own. */
function isElsewhere(target: Element): boolean {
  return target.closest('dialog, [popover]') !== null || document.querySelector('dialog:modal') !== null
}

/** Where letters are written. */
function isField(target: Element): boolean {
  if (target instanceof HTMLInputElement) return !LETTERLESS.has(target.type)
  return (
    target.matches('textarea, select, [role="textbox"], video, audio') ||
    (target instanceof HTMLElement && target.isContentEditable)
  )
}

const LETTERLESS: ReadonlySet<string> = new Set(['checkbox', 'radio', 'range', 'button', 'file'])
