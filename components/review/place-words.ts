/** How places of a clip, and people in a text, are written and read. Pure. */
import { timecode } from '#components/player/frame-math.ts'
import { type FrameRange, partsOfText, type Person } from '#lib/api/review.ts'

/** Timecode without hours that are none: `00:04:12`. */
export function placeInWords({ from, to }: FrameRange, fps: number): string {
  const short = (frame: number) => timecode(frame, fps).replace(/^00:/, '')
  return from === to ? short(from) : `${short(from)} – ${short(to)}`
}

/** `<@id>` as people write it: `@Name`. */
export function asTyped(text: string, people: readonly Person[]): string {
  return partsOfText(text)
    .map((part) => ('text' in part ? part.text : `@${nameOf(part.userId, people)}`))
    .join('')
}

/** `@Name` of those who are there, the longest name first, as it is kept. */
export function asKept(text: string, people: readonly Person[]): string {
  const longest = people
    .filter(({ name }) => name !== '')
    .toSorted((one, other) => other.name.length - one.name.length)
  return longest.reduce(
    (kept, { id, name }) =>
      kept
        .split(`@${name}`)
        // `@Ann` is not in `@Anna`; words of Chinese stand side by side.
        .reduce(
          (done, next) => `${done}${/^[\p{Script=Latin}\d]/u.test(next) ? `@${name}` : `<@${id}>`}${next}`,
        ),
    text,
  )
}

export function nameOf(userId: string, people: readonly Person[]): string {
  return people.find(({ id }) => id === userId)?.name ?? '…'
}

/** Of whom the word before the caret could be the beginning; the caret's place is counted from 0. */
export function peopleFor(
  text: string,
  caret: number,
  people: readonly Person[],
): { start: number; found: Person[] } | undefined {
  const start = text.lastIndexOf('@', caret - 1)
  if (start < 0 || (start > 0 && !/[\s(（，。,]/u.test(text.charAt(start - 1)))) return undefined
  const typed = text.slice(start + 1, caret).toLowerCase()
  if (typed.length > 40 || typed.includes('\n')) return undefined
  const found = people.filter(({ name }) => name.toLowerCase().startsWith(typed)).slice(0, 6)
  return found.length === 0 || found.some(({ name }) => name.toLowerCase() === typed)
    ? undefined
    : { start, found }
}

/** One or two signs for a mark: the first letters of two words, or the first sign of a Chinese name. */
export function initialsOf(name: string): string {
  const [first = '', second = ''] = (name.trim() || '?').split(/\s+/u)
  return ([...first].slice(0, 1).join('') + [...second].slice(0, 1).join('')).toUpperCase()
}
