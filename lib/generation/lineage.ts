/** What a generation was made from, and what was made from it. */

export const SOURCE_KINDS = ['clip', 'last_frame', 'frame', 'draft', 'part'] as const
/** As what the other generation went into this one; `draft`: its full render; `part`: joined into it. */
export type SourceKind = (typeof SOURCE_KINDS)[number]
