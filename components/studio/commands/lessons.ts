/** Which keys a person has been told of, or has found alone: each is taught at most once, ever. */
import { readKept, writeKept } from './kept.ts'

const KEY = 'seedreel-taught-keys'
/** Presses by mouse before a key is named: a habit, not a try. */
const PRESSES = 3

/** Counts a press by mouse. True when it is time to name the key. */
export function countPress(id: string): boolean {
  const lessons = readLessons()
  const presses = lessons[id] ?? 0
  if (presses >= PRESSES) return false
  writeKept(KEY, { ...lessons, [id]: presses + 1 })
  return presses + 1 === PRESSES
}

/** Who has pressed the key needs no lesson. */
export function markKnown(id: string): void {
  const lessons = readLessons()
  if (lessons[id] !== PRESSES) writeKept(KEY, { ...lessons, [id]: PRESSES })
}

function readLessons(): Record<string, number> {
  const kept = readKept(KEY)
  if (typeof kept !== 'object' || kept === null) return {}
  return Object.fromEntries(
    Object.entries(kept).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  )
}
