/**
 * Where what is being dragged may be dropped, and why not elsewhere: for the kinds that a browser tells during a drag, the model, and
 * the references that are there. Pure; the layer shows it, and the drop is judged by it again once the files are known.
 */
import type { ModelCapabilities } from '#lib/seedance/models.ts'
import type { ReferenceKind, ReferenceRole } from '#lib/seedance/request.ts'
import { draggedOf, type Dragged } from './dragged-kinds.ts'
import { rolesFor } from './reference-roles.ts'
import { countKinds, KIND_WORDS, ROLE_WORDS } from './words.ts'

export const DROP_TARGETS = ['first_frame', 'last_frame', 'reference'] as const
export type DropTarget = (typeof DROP_TARGETS)[number]

interface Placed {
  kind: ReferenceKind
  role: ReferenceRole
  name: string
}

export type DropRule =
  /** `effect`: what else comes of it. */
  | { target: DropTarget; allowed: true; effect?: string }
  | { target: DropTarget; allowed: false; reason: string }

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
  const no = (reason: string): DropRule => ({ target, allowed: false, reason })
  const label = ROLE_WORDS.en[target].toLowerCase()
  if (!rolesFor(model, 'image').includes(target)) return no(`${model.label} takes no ${label}.`)
  if (dragged.video + dragged.audio > 0 && dragged.image === 0) return no(`A ${label} is a picture.`)
  if (dragged.image + dragged.video + dragged.audio + dragged.unknown > 1) return no(`It takes one picture.`)
  const [other] = references
  if (!other) return { target, allowed: true }
  if (references.length > 1 || other.kind !== 'image') {
    return no(
      `First and last frame go with nothing but each other. Remove ${references.length > 2 ? countKinds(references, 'en') : namesOf(references)} first.`,
    )
  }
  const beside = target === 'first_frame' ? 'last_frame' : 'first_frame'
  if (!rolesFor(model, 'image').includes(beside)) {
    return no(`${model.label} takes one frame alone. Remove ${other.name} first.`)
  }
  if (other.role === beside) return { target, allowed: true }
  return {
    target,
    allowed: true,
    effect: `${other.name} becomes the ${ROLE_WORDS.en[beside].toLowerCase()}.`,
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
    return { target, allowed: false, reason: [...new Set(rooms.map(({ reason }) => reason))].join(' ') }
  }
  const short = rooms.find(({ kind, free }) => dragged[kind] > free)
  if (!short) return { target, allowed: true }
  const { kind, free, reason } = short
  const effect = free > 0 ? `There is room for ${free} more ${manyOf(kind, free)}.` : reason
  return { target, allowed: true, effect }
}

const KINDS = ['image', 'video', 'audio'] as const
const FIELDS = { image: 'images', video: 'videos', audio: 'audios' } as const

/** How many more of a kind would do as references, and where none would, why. */
function roomFor(
  kind: ReferenceKind,
  model: ModelCapabilities,
  references: readonly Placed[],
): { free: number; reason: string } {
  const { many } = KIND_WORDS.en[kind]
  const limit = model.references[FIELDS[kind]]
  if (limit === 0) return { free: 0, reason: `${model.label} takes no ${many} as references.` }
  const frames = references.filter(({ role }) => role === 'first_frame' || role === 'last_frame')
  if (frames.length > 0 && kind !== 'image') {
    const names = namesOf(frames)
    return {
      free: 0,
      reason:
        frames.length > 1
          ? `${names} are frames, and frames go with no ${many}. Give them other roles first.`
          : `${names} is a frame, and frames go with no ${many}. Give it another role first.`,
    }
  }
  const here = references.filter((reference) => reference.kind === kind).length
  const inAll = (model.references.total ?? Infinity) - references.length
  if (inAll <= 0) return { free: 0, reason: `All ${model.references.total} references are there.` }
  const free = Math.min(limit - here, inAll)
  return { free: Math.max(0, free), reason: `All ${limit} ${manyOf(kind, limit)} are there.` }
}

export interface Placement<Item> {
  taken: Item[]
  /** What stays outside, and why. */
  left: { item: Item; reason: string }[]
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

function manyOf(kind: ReferenceKind, count: number): string {
  return count === 1 ? KIND_WORDS.en[kind].one : KIND_WORDS.en[kind].many
}

function namesOf(references: readonly Placed[]): string {
  return references.map(({ name }) => name).join(' and ')
}
