/**
 * Keys of a shortcut, written as `aria-keyshortcuts` writes them ("Mod+Shift+Z Mod+Y"), with `Mod` for ⌘ on Apple's machines and Ctrl
 * elsewhere. Pure but for the look at the platform.
 */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** The server can't know the platform, so both spellings are said. */
export function ariaKeys(keys: string): string {
  return alternatives(keys)
    .flatMap((one) =>
      one.startsWith('Mod+') ? [one.replace('Mod', 'Control'), one.replace('Mod', 'Meta')] : [one],
    )
    .join(' ')
}

/** What is printed on the keys of the first way to press it: ["⌘", "K"] or ["Ctrl", "K"]. */
export function printedKeys(keys: string, apple: boolean): string[] {
  const own = apple ? 'Meta' : 'Control'
  const all = alternatives(keys)
  const shown = all.find((one) => one.startsWith(`${own}+`)) ?? all[0] ?? ''
  return partsOf(shown).map((part) => (apple ? APPLE : OTHERS)[part] ?? part)
}

export function isPressed(keys: string, press: KeyPress, apple: boolean): boolean {
  return alternatives(keys).some((one) => isOnePressed(one, press, apple))
}

export function isApple(): boolean {
  return /^(Mac|iP)/.test(navigator.platform)
}

const SYMBOLS: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
}
const APPLE: Readonly<Record<string, string>> = {
  ...SYMBOLS,
  Mod: '⌘',
  Meta: '⌘',
  Control: '⌃',
  Shift: '⇧',
  Alt: '⌥',
  Enter: '↵',
  Delete: '⌫',
}
const OTHERS: Readonly<Record<string, string>> = { ...SYMBOLS, Mod: 'Ctrl', Control: 'Ctrl' }

function isOnePressed(keys: string, press: KeyPress, apple: boolean): boolean {
  const parts = partsOf(keys)
  const key = parts.at(-1) ?? ''
  const [mod, other] = apple ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey]
  if (other || mod !== parts.includes('Mod') || press.altKey !== parts.includes('Alt')) return false
  // Where a sign like “?” stands, and whether it takes Shift, is the keyboard's business.
  if (/^[^A-Z0-9]$/.test(key)) return press.key === key
  if (press.shiftKey !== parts.includes('Shift')) return false
  const said = press.key === ' ' ? 'Space' : press.key
  return said.toUpperCase() === key.toUpperCase() || isLetterInPlace(key, press) || isErase(key, press, apple)
}

/** On a keyboard of another alphabet the key that stands where the letter would. */
function isLetterInPlace(key: string, press: KeyPress): boolean {
  return /^[A-Z]$/.test(key) && !/^[ -\u024f]$/.test(press.key) && press.code === `Key${key}`
}

/** Apple's keyboards have one key for erasing, and it says Backspace. */
function isErase(key: string, press: KeyPress, apple: boolean): boolean {
  return apple && key === 'Delete' && press.key === 'Backspace'
}

function alternatives(keys: string): string[] {
  return keys.split(' ')
}

function partsOf(keys: string): string[] {
  return keys === '+' ? ['+'] : keys.split('+')
}
