/** Where the question is asked: apart from the asking, so that a page that could ask loads nothing for it. */
import type { ClipUses } from '#lib/api/clip-uses.ts'

export interface BinQuestion {
  /** How many are to go. */
  count: number
  uses: ClipUses
  answer: (isWanted: boolean) => void
}

type Asker = (question: BinQuestion) => void

let asker: Asker | undefined

/** Whoever can ask; answers with what ends it. */
export function onBinQuestion(next: Asker): () => void {
  asker = next
  return () => {
    if (asker === next) asker = undefined
  }
}

/** Undefined where nobody can be asked. */
export function binAsker(): Asker | undefined {
  return asker
}
