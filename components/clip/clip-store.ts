/**
 * The clips that this tab has looked at, and their neighbours: going from take to take asks for nothing that is known. What is said of clips
 * anywhere on the page is shown here at once. No React.
 */
import { changedClip } from '#components/gallery/actions/change-clip.ts'
import { onClipChanges } from '#components/gallery/actions/clip-news.ts'
import type { ClipChange } from '#lib/api/clip-changes.ts'
import type { ClipDetail } from '#lib/api/clips.ts'
import type { GalleryCard } from '#lib/api/gallery.ts'

/** A clip with its shot is some 20 KB. */
const MOST_KEPT = 60

const known = new Map<string, ClipDetail>()
const loading = new Map<string, Promise<ClipDetail>>()
const listeners = new Set<() => void>()

export function knownClip(id: string): ClipDetail | undefined {
  return known.get(id)
}

/** As some shot that is known shows it: enough for its picture and its name. */
export function knownTake(id: string): GalleryCard | undefined {
  for (const { takes } of known.values()) {
    const card = takes.find((take) => take.id === id)
    if (card) return card
  }
  return undefined
}

export function subscribeClips(listener: () => void): () => void {
  if (listeners.size === 0) stopListening = onClipChanges(applyChanges)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) stopListening()
  }
}

let stopListening = () => {}

function changed(): void {
  for (const listener of listeners) listener()
}

/** What is older than what is known is left. */
export function keepClip(clip: ClipDetail): void {
  const { id, version } = clip.generation
  const before = known.get(id)
  if (before && before.generation.version > version) return
  known.delete(id)
  known.set(id, clip)
  const [oldest] = known.keys()
  if (known.size > MOST_KEPT && oldest !== undefined) known.delete(oldest)
  changed()
}

/** Asks the server, once however many ask. Rejects with what went wrong. */
export function loadClip(id: string): Promise<ClipDetail> {
  const already = loading.get(id)
  if (already) return already
  const work = import('#lib/queries/clips.ts')
    .then(({ fetchClip }) => fetchClip(id))
    .then((clip) => {
      keepClip(clip)
      return clip
    })
    .finally(() => loading.delete(id))
  loading.set(id, work)
  return work
}

/** Ahead of its time: a failure is said when it is really wanted. */
export function prefetchClip(id: string): void {
  if (!known.has(id)) loadClip(id).catch(() => undefined)
}

function applyChanges(changes: readonly ClipChange[]): () => void {
  const before = new Map<string, ClipDetail>()
  const byId = new Map(changes.map((change) => [change.id, change]))
  for (const [id, clip] of known) {
    const next = withChanges(clip, byId)
    if (next === clip) continue
    before.set(id, clip)
    known.set(id, next)
  }
  if (before.size > 0) changed()
  return () => {
    for (const [id, clip] of before) if (known.has(id)) known.set(id, clip)
    if (before.size > 0) changed()
  }
}

function withChanges(clip: ClipDetail, changes: ReadonlyMap<string, ClipChange>): ClipDetail {
  const own = changes.get(clip.generation.id)
  const isAny = own !== undefined || clip.takes.some(({ id }) => changes.has(id))
  if (!isAny) return clip
  const takes = clip.takes.map((take) => {
    const change = changes.get(take.id)
    return change ? changedClip(take, change) : take
  })
  return withRemoval({ ...(own ? changedClip(clip, own) : clip), takes }, own)
}

function withRemoval(clip: ClipDetail, change: ClipChange | undefined): ClipDetail {
  if (change?.removed === undefined) return clip
  const { binnedAt: _, ...rest } = clip
  return change.removed ? { ...clip, binnedAt: clip.binnedAt ?? Date.now() } : rest
}
