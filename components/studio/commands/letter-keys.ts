/** Keys without ⌘ or Ctrl can be in the way of speech input, so they can be turned off (WCAG 2.1.4). */
import { readKept, writeKept } from './kept.ts'

const KEY = 'seedreel-letter-keys'

export function areLetterKeysOn(): boolean {
  return readKept(KEY) !== false
}

export function setLetterKeys(on: boolean): void {
  writeKept(KEY, on)
}
