/** Which roles a reference may have with a model, and which one it gets when nobody says. */
import type { ModelCapabilities } from '#lib/seedance/models.ts'
import type { Mode, ReferenceKind, ReferenceRole } from '#lib/seedance/request.ts'

interface Placed {
  kind: ReferenceKind
  role: ReferenceRole
}

/** Empty: the model takes nothing of this kind. */
export function rolesFor(model: ModelCapabilities, kind: ReferenceKind): ReferenceRole[] {
  const roles: Record<ReferenceKind, [ReferenceRole, boolean][]> = {
    image: [
      ['reference_image', model.references.images > 0],
      ['first_frame', model.modes.includes('i2v') || model.modes.includes('i2v_first_last')],
      ['last_frame', model.modes.includes('i2v_first_last')],
    ],
    video: [['reference_video', model.references.videos > 0]],
    audio: [['reference_audio', model.references.audios > 0]],
  }
  return roles[kind].flatMap(([role, allowed]) => (allowed ? [role] : []))
}

/**
 * Beside a first frame the next picture is the last one; else pictures are references where the model has them. A kind that
 * the model does not take still gets its natural role, so that the card can say what is wrong.
 */
export function roleForNew(
  model: ModelCapabilities,
  kind: ReferenceKind,
  others: readonly Placed[],
): ReferenceRole {
  if (kind !== 'image') return kind === 'video' ? 'reference_video' : 'reference_audio'
  const roles = rolesFor(model, 'image')
  const taken = new Set(others.map(({ role }) => role))
  const framesOnly = others.length > 0 && others.every(({ role }) => isFrame(role))
  if (framesOnly || !roles.includes('reference_image')) {
    if (roles.includes('first_frame') && !taken.has('first_frame')) return 'first_frame'
    if (roles.includes('last_frame') && !taken.has('last_frame')) return 'last_frame'
  }
  return roles[0] ?? 'reference_image'
}

/**
 * The roles that lead somewhere from here: frames go with nothing but each other (contract.md §3.3), so with three pictures or beside a
 * clip there is no first frame to choose. Where no choice would do, all that the model has: what is attached has to change then.
 */
export function rolesOffered<Reference extends Placed & { id: string }>(
  model: ModelCapabilities,
  references: readonly Reference[],
  { id, kind }: Reference,
): ReferenceRole[] {
  const roles = rolesFor(model, kind)
  const leading = roles.filter((role) => isWhole(model, withFamily(references, id, role)))
  return leading.length > 0 ? leading : roles
}

/** A role chosen by hand, and the other pictures along with it: all are references, or they are the two frames. */
export function withFamily<Reference extends Placed & { id: string }>(
  references: readonly Reference[],
  id: string,
  role: ReferenceRole,
): Reference[] {
  const others = references.filter((reference) => reference.kind === 'image' && reference.id !== id)
  const roleOfOthers = role === 'first_frame' ? 'last_frame' : role === 'last_frame' ? 'first_frame' : role
  const follow = role === 'reference_image' || (isFrame(role) && others.length === 1)
  return references.map((reference) => {
    if (reference.id === id) return { ...reference, role }
    return follow && reference.kind === 'image' ? { ...reference, role: roleOfOthers } : reference
  })
}

/** Whether the roles are of one family that the model has. */
function isWhole(model: ModelCapabilities, references: readonly Placed[]): boolean {
  const frames = references.filter(({ role }) => isFrame(role))
  if (frames.length === 0) return true
  if (frames.length < references.length) return false
  const count = (role: ReferenceRole) => frames.filter((frame) => frame.role === role).length
  const [first, last] = [count('first_frame'), count('last_frame')]
  return first === 1 && last <= 1 && model.modes.includes(last === 1 ? 'i2v_first_last' : 'i2v')
}

/** How many of each kind are attached: what the choice of modes depends on. */
export function attachedKinds(references: readonly Pick<Placed, 'kind'>[]) {
  const count = (kind: ReferenceKind) => references.filter((reference) => reference.kind === kind).length
  return { images: count('image'), videos: count('video'), audios: count('audio') }
}

export function isFrame(role: ReferenceRole): boolean {
  return role === 'first_frame' || role === 'last_frame'
}

/** First and last frame exist once: whoever had the role takes the one that became free. */
export function withRole<Reference extends Placed & { id: string }>(
  references: readonly Reference[],
  id: string,
  role: ReferenceRole,
): Reference[] {
  const before = references.find((reference) => reference.id === id)?.role
  const isSingle = isFrame(role)
  return references.map((reference) => {
    if (reference.id === id) return { ...reference, role }
    return isSingle && reference.role === role && before ? { ...reference, role: before } : reference
  })
}

/** The roles that a mode chosen by hand asks for, in the order of the pictures. */
export function rolesForMode<Reference extends Placed>(
  references: readonly Reference[],
  mode: Mode,
): Reference[] {
  const frames: Partial<Record<Mode, ReferenceRole[]>> = {
    i2v: ['first_frame'],
    i2v_first_last: ['first_frame', 'last_frame'],
  }
  let picture = 0
  return references.map((reference) =>
    reference.kind === 'image'
      ? { ...reference, role: frames[mode]?.[picture++] ?? 'reference_image' }
      : reference,
  )
}
