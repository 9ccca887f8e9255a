/**
 * Where what is being dragged may be dropped, and why not elsewhere: for the kinds that a browser tells during a drag, the model, and
 * the references that are there. Pure; the layer shows it, and the drop is judged by it again once the files are known.
 */
import { inSequence, type Sentence } from '#lib/language/language.ts'
import type { ModelCapabilities } from '#lib/seedance/models.ts'
import type { ReferenceKind, ReferenceRole } from '#lib/seedance/request.ts'
import { draggedOf, type Dragged } from './dragged-kinds.ts'
import { distinct, DROP_WORDS as words } from './drop-words.ts'
import { rolesFor } from './reference-roles.ts'

export const DROP_TARGETS = ['first_frame', 'last_frame', 'reference'] as const
export type DropTarget = (typeof DROP_TARGETS)[number]

interface Placed {
  kind: ReferenceKind
  role: ReferenceRole
  name: string
}

export type DropRule =
  /** `effect`: what else comes of it. */
  | { target: DropTarget; allowed: true; effect?: Sentence }
  | { target: DropTarget; allowed: false; reason: Sentence }

export function dropRules(
  dragged: Dragged,
  model: ModelCapabilities,
  references: readonly Placed[],
): DropRule[] {
  return [
    frameRule('first_frame', dragged, model, references),
    frameRule('last_frame', dragged, model, references),
    referenceRule(dragged, model, references),
  ]
}

function frameRule(
  target: 'first_frame' | 'last_frame',
  dragged: Dragged,
  model: ModelCapabilities,
  references: readonly Placed[],
): DropRule {
  const no = (reason: Sentence): DropRule => ({ target, allowed: false, reason })
  if (!rolesFor(model, 'image').includes(target)) return no(words.noFrame(model.label, target))
  if (dragged.video + dragged.audio > 0 && dragged.image === 0) return no(words.framesArePictures(target))
  if (dragged.image + dragged.video + dragged.audio + dragged.unknown > 1) return no(words.onePicture)
  const [other] = references
  if (!other) return { target, allowed: true }
  if (references.length > 1 || other.kind !== 'image') {
    return no(words.framesAlone(references))
  }
  const beside = target === 'first_frame' ? 'last_frame' : 'first_frame'
  if (!rolesFor(model, 'image').includes(beside)) {
    return no(words.oneFrame(model.label, other.name))
  }
  if (other.role === beside) return { target, allowed: true }
  return {
    target,
    allowed: true,
    effect: words.becomes(other.name, beside),
  }
}

function referenceRule(dragged: Dragged, model: ModelCapabilities, references: readonly Placed[]): DropRule {
  const target = 'reference'
  const kinds = KINDS.filter((kind) => dragged[kind] > 0)
  // A folder may hold anything that the model takes.
  const asked = kinds.length > 0 || dragged.unknown === 0 ? kinds : KINDS
  const rooms = asked.map((kind) => ({ kind, ...roomFor(kind, model, references) }))
  const fitting = rooms.filter(({ free }) => free > 0)
  if (fitting.length === 0) {
    return { target, allowed: false, reason: inSequence(...distinct(rooms.map(({ reason }) => reason))) }
  }
  const short = rooms.find(({ kind, free }) => dragged[kind] > free)
  if (!short) return { target, allowed: true }
  const { kind, free, reason } = short
  const effect = free > 0 ? words.room(kind, free) : reason
  return { target, allowed: true, effect }
}

const KINDS = ['image', 'video', 'audio'] as const
const FIELDS = { image: 'images', video: 'videos', audio: 'audios' } as const

/** How many more of a kind would do as references, and where none would, why. */
function roomFor(
  kind: ReferenceKind,
  model: ModelCapabilities,
  references: readonly Placed[],
): { free: number; reason: Sentence } {
  const limit = model.references[FIELDS[kind]]
  if (limit === 0) return { free: 0, reason: words.noKind(model.label, kind) }
  const frames = references.filter(({ role }) => role === 'first_frame' || role === 'last_frame')
  if (frames.length > 0 && kind !== 'image') return { free: 0, reason: words.framesHere(frames, kind) }
  const here = references.filter((reference) => reference.kind === kind).length
  const total = model.references.total ?? Infinity
  const inAll = total - references.length
  if (inAll <= 0) return { free: 0, reason: words.allHere(total) }
  const free = Math.min(limit - here, inAll)
  return { free: Math.max(0, free), reason: words.allOfKindHere(kind, limit) }
}

export interface Placement<Item> {
  taken: Item[]
  /** What stays outside, and why. */
  left: { item: Item; reason: Sentence }[]
}

/** Who of the dropped goes in. Without a target (pasted, chosen, dropped beside every place) everybody does. */
export function placeDropped<Item extends { kind: ReferenceKind }>(
  items: readonly Item[],
  target: DropTarget | undefined,
  model: ModelCapabilities,
  references: readonly Placed[],
): Placement<Item> {
  if (target === undefined) return { taken: [...items], left: [] }
  if (target !== 'reference') {
    const rule = frameRule(target, draggedOf(items), model, references)
    if (rule.allowed) return { taken: [...items], left: [] }
    return { taken: [], left: items.map((item) => ({ item, reason: rule.reason })) }
  }
  const taken: Item[] = []
  const left: Placement<Item>['left'] = []
  for (const item of items) {
    const soFar = taken.map(({ kind }) => ({ kind, role: ROLE_OF_KIND[kind], name: '' }))
    const { free, reason } = roomFor(item.kind, model, [...references, ...soFar])
    if (free > 0) taken.push(item)
    else left.push({ item, reason })
  }
  return { taken, left }
}

const ROLE_OF_KIND = {
  image: 'reference_image',
  video: 'reference_video',
  audio: 'reference_audio',
} as const

export function roleAt(target: DropTarget, kind: ReferenceKind): ReferenceRole {
  return target === 'reference' ? ROLE_OF_KIND[kind] : target
}
