/** What is being dragged, as far as a browser tells before it is dropped. Pure. */
import { REFERENCE_KINDS, type ReferenceKind } from '#lib/seedance/request.ts'

/** How many of each kind. `unknown`: folders, and files whose type the browser doesn't know before they are dropped. */
export type Dragged = Record<ReferenceKind | 'unknown', number>

export function draggedOf(items: readonly { kind: ReferenceKind | undefined }[]): Dragged {
  const dragged: Dragged = { image: 0, video: 0, audio: 0, unknown: 0 }
  for (const { kind } of items) dragged[kind ?? 'unknown'] += 1
  return dragged
}

/** During a drag the types are known and the names are not. A browser that tells nothing leaves one unknown file. */
export function draggedIn(items: Iterable<{ kind: string; type: string }>): Dragged {
  const files = [...items].filter(({ kind }) => kind === 'file')
  if (files.length === 0) return { image: 0, video: 0, audio: 0, unknown: 1 }
  return draggedOf(
    files.map(({ type }) => ({ kind: REFERENCE_KINDS.find((kind) => type.startsWith(`${kind}/`)) })),
  )
}
