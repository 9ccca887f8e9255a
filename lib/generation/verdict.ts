/** What people decide about a take, and where it stands by what all of them said. Pure. */

export const VERDICTS = ['approved', 'changes_requested', 'rejected'] as const
export type Verdict = (typeof VERDICTS)[number]

/** `asked`: somebody who was asked has said nothing yet. */
export const STANDINGS = [...VERDICTS, 'asked'] as const
export type Standing = (typeof STANDINGS)[number]

/** One voice against it counts more than any number for it, and an approval is one only when everybody who was asked has spoken. */
export function standingOf(verdicts: readonly Verdict[], stillAsked: number): Standing | undefined {
  if (verdicts.includes('rejected')) return 'rejected'
  if (verdicts.includes('changes_requested')) return 'changes_requested'
  if (stillAsked > 0) return 'asked'
  return verdicts.length > 0 ? 'approved' : undefined
}
