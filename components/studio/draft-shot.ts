/** The shot that the composer's next takes join. Pure, and of the first scripts: see shot-of-take.ts for the rest. */
import type { Draft } from './draft.ts'

export interface DraftShot {
  id: string
  /** The take that it was carried over from. */
  clipId: string
  /** That take's prompt, its beginning; '' for one without. */
  title: string
  /** The comment that the next take answers, which then leads to it. */
  comment?: { id: string; by: string; text: string }
}

/** The next take begins a shot of its own. */
export function withoutShot(draft: Draft): Draft {
  const { shot: _, ...rest } = draft
  return rest
}
