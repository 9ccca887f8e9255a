/** What is done to a sequence, with the way back. Pure. */
import type { Sequence, ShownPart } from '#lib/api/sequences.ts'

export interface Content {
  title: string
  parts: readonly ShownPart[]
}

export interface Edits {
  now: Content
  past: readonly Content[]
  future: readonly Content[]
  /** What the last step was of: what comes right after it of the same kind is the same step, as while a handle is dragged. */
  step?: string
}

export type Edit =
  | { type: 'move'; id: string; to: number }
  | { type: 'remove'; id: string }
  | { type: 'add'; parts: readonly ShownPart[]; at: number }
  | { type: 'trim'; id: string; in: number; out: number }
  | { type: 'title'; title: string }
  | { type: 'undo' }
  | { type: 'redo' }
  /** As it is on the server now; nothing of before can be brought back. */
  | { type: 'replace'; content: Content }
  /** What comes next is a step of its own. */
  | { type: 'settle' }

/** Steps that can be taken back. */
const MOST_STEPS = 200

export function editsOf({ title, parts }: Pick<Sequence, 'title' | 'parts'>): Edits {
  return { now: { title, parts }, past: [], future: [] }
}

export function applyEdit(edits: Edits, edit: Edit): Edits {
  const { now, past, future } = edits
  const before = past.at(-1)
  const [after] = future
  switch (edit.type) {
    case 'undo':
      return before ? { now: before, past: past.slice(0, -1), future: [now, ...future] } : edits
    case 'redo':
      return after ? { now: after, past: [...past, now], future: future.slice(1) } : edits
    case 'replace':
      return editsOf({ title: edit.content.title, parts: [...edit.content.parts] })
    case 'settle':
      return { now, past, future }
    default: {
      const next = changed(now, edit)
      if (next === now) return edits
      const step = stepOf(edit)
      const isSameStep = step !== undefined && step === edits.step
      return {
        now: next,
        past: isSameStep ? past : [...past, now].slice(-MOST_STEPS),
        future: [],
        ...(step !== undefined && { step }),
      }
    }
  }
}

function stepOf(edit: Edit): string | undefined {
  if (edit.type === 'trim' || edit.type === 'move') return `${edit.type} ${edit.id}`
  return edit.type === 'title' ? 'title' : undefined
}

function changed(
  content: Content,
  edit: Extract<Edit, { type: 'move' | 'remove' | 'add' | 'trim' | 'title' }>,
): Content {
  const { parts } = content
  if (edit.type === 'title') return edit.title === content.title ? content : { ...content, title: edit.title }
  if (edit.type === 'add')
    return { ...content, parts: [...parts.slice(0, edit.at), ...edit.parts, ...parts.slice(edit.at)] }
  const from = parts.findIndex(({ id }) => id === edit.id)
  const part = parts[from]
  if (!part) return content
  const others = parts.filter(({ id }) => id !== edit.id)
  if (edit.type === 'remove') return { ...content, parts: others }
  if (edit.type === 'move') {
    const to = Math.min(others.length, Math.max(0, edit.to))
    return to === from ? content : { ...content, parts: others.toSpliced(to, 0, part) }
  }
  const trimmed = trim(part, edit)
  if (trimmed.in === part.in && trimmed.out === part.out) return content
  return { ...content, parts: parts.with(from, trimmed) }
}

/** Inside of the clip, and one frame at least. */
function trim(part: ShownPart, wish: { in: number; out: number }): ShownPart {
  const last = (part.clip?.frames ?? part.out + 1) - 1
  const first = Math.min(last, Math.max(0, Math.round(wish.in)))
  return { ...part, in: first, out: Math.min(last, Math.max(first, Math.round(wish.out))) }
}
