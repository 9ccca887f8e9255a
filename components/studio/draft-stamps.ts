/**
 * When each field of the stored draft was last changed, in epoch ms and never the same twice. Two tabs write the whole draft; what one of
 * them has not heard of yet must not undo what the other has just stored. Pure.
 */

const DRAFT_FIELDS = [
  'model',
  'mode',
  'prompt',
  'references',
  'settings',
  'takes',
  'variations',
  'shot',
] as const
export type DraftField = (typeof DRAFT_FIELDS)[number]
export type DraftStamps = Readonly<Partial<Record<DraftField, number>>>

/** `before` and `after` are stored drafts as text. */
export function restamp(before: string, after: string, stamps: DraftStamps, now: number): DraftStamps {
  const [old, next] = [fieldsOf(before), fieldsOf(after)]
  const changed = DRAFT_FIELDS.filter((field) => JSON.stringify(old[field]) !== JSON.stringify(next[field]))
  const stamp = Math.max(now, ...Object.values(stamps).map((one) => one + 1))
  return { ...stamps, ...Object.fromEntries(changed.map((field) => [field, stamp])) }
}

export function withStamps(text: string, stamps: DraftStamps): string {
  return JSON.stringify({ ...fieldsOf(text), stamps })
}

/** None for what was stored without. */
export function readStamps(text: string | null): DraftStamps {
  const { stamps } = fieldsOf(text ?? '{}')
  if (typeof stamps !== 'object' || stamps === null) return {}
  const known = DRAFT_FIELDS.map((field) => [field, Reflect.get(stamps, field)] as const)
  return Object.fromEntries(known.filter(([, stamp]) => Number.isSafeInteger(stamp)))
}

/** Whether what `theirs` says of the field was said after what is known here. Where neither has a stamp it counts as news. */
export function isNewer(field: DraftField, theirs: DraftStamps, known: DraftStamps): boolean {
  const stamp = known[field]
  return stamp === undefined || (theirs[field] ?? 0) > stamp
}

/** Of both, what was last. */
export function latestStamps(one: DraftStamps, other: DraftStamps): DraftStamps {
  const all = DRAFT_FIELDS.map((field) => [field, Math.max(one[field] ?? 0, other[field] ?? 0)] as const)
  return Object.fromEntries(all.filter(([, stamp]) => stamp > 0))
}

function fieldsOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
