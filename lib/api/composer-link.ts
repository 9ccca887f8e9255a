/**
 * Addresses of the studio that open the composer with a clip: `/?clip=<id>&use=<use>&f=<frame>`. The studio does what they say once, when the
 * draft has come alive, and takes it out of the address. Pure.
 */

export const COMPOSER_USES = [
  /** The recipe as it was. */
  'reuse',
  /** The recipe with another seed, as the next take of the same shot. */
  'vary',
  'edit',
  'extend',
  /** The next clip begins with this one's last frame, or with the frame that is named. */
  'continue',
  /** The last frame, as a reference picture. */
  'last_frame',
  /** The clip, as a reference. */
  'refer',
  /** The frame that is named, as a reference picture. */
  'frame',
  /** The recipe as the next take of the same shot, the frame that is named, and what a comment says beside it. */
  'comment',
] as const
export type ComposerUse = (typeof COMPOSER_USES)[number]

export interface ComposerOrder {
  /** A generation's id. */
  clip: string
  use: ComposerUse
  /** Counted from 0. */
  frame?: number
  /** A comment's id. */
  comment?: string
}

const ID = /^[a-z0-9_]{1,64}$/
const NAMES = ['clip', 'use', 'f', 'comment'] as const

/** `project`: the one the studio opens in; absent, the team's first. */
export function composerLink({ clip, use, frame, comment }: ComposerOrder, project?: string): string {
  const search = new URLSearchParams(project === undefined ? {} : { project })
  search.set('clip', clip)
  search.set('use', use)
  if (frame !== undefined) search.set('f', String(frame))
  if (comment !== undefined) search.set('comment', comment)
  return `/?${search}`
}

/** Undefined where nothing is ordered, or nothing that can be understood. */
export function readComposerLink(search: URLSearchParams): ComposerOrder | undefined {
  const clip = search.get('clip') ?? ''
  const use = COMPOSER_USES.find((one) => one === search.get('use'))
  const comment = search.get('comment') ?? undefined
  if (use === undefined || !ID.test(clip) || (comment !== undefined && !ID.test(comment))) return undefined
  const frame = readFrame(search.get('f'))
  if (use === 'frame' && frame === undefined) return undefined
  if (use === 'comment' && comment === undefined) return undefined
  return {
    clip,
    use,
    ...(frame !== undefined && { frame }),
    ...(comment !== undefined && { comment }),
  }
}

/** The same search without the order; everything else stays. */
export function withoutComposerLink(search: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(search)
  for (const name of NAMES) rest.delete(name)
  return rest
}

/** A frame's number as an address says it; undefined where it says none. */
export function readFrame(text: string | null | undefined): number | undefined {
  return text != null && /^\d{1,7}$/.test(text) ? Number(text) : undefined
}
