/**
 * What can become of a clip, or of one of its frames, in the composer; and with which model, where the present one can't. Pure: menus
 * show the offers, put-to-use.ts makes the draft.
 */
import { modelOrLoosest, type ModelCapabilities } from '#lib/seedance/models.ts'
import type { ReferenceRole } from '#lib/seedance/request.ts'
import type { Draft } from './draft.ts'
import { rolesFor } from './reference-roles.ts'

export const CLIP_USES = ['refer', 'last_frame', 'edit', 'extend'] as const
/** `last_frame`: the picture that it ends on, as a reference. `continue`: as the first frame of the next clip. */
export type ClipUse = (typeof CLIP_USES)[number] | 'continue'
export const FRAME_USES = ['first_frame', 'reference_image'] as const
export type FrameUse = (typeof FRAME_USES)[number]

export interface Offer<Use> {
  use: Use
  modelId: string
  /** The model that has to be changed to, by its name. Absent where the present one can. */
  switchTo?: string
}

/** `seconds` is the clip's own length. Uses that no model of the provider is able to are left out. */
export function clipOffers(
  draft: Pick<Draft, 'model' | 'references'>,
  seconds: number,
  offered: readonly ModelCapabilities[],
): Offer<ClipUse>[] {
  return [...CLIP_USES, 'continue' as const].flatMap((use) => offerOf(use, draft, offered, seconds))
}

export function frameOffers(
  draft: Pick<Draft, 'model' | 'references'>,
  offered: readonly ModelCapabilities[],
): Offer<FrameUse>[] {
  return FRAME_USES.flatMap((use) => offerOf(use, draft, offered))
}

/** The present model before all others; for an edit or an extension one that takes the clip's length before one that needs it cut. */
function offerOf<Use extends ClipUse | FrameUse>(
  use: Use,
  draft: Pick<Draft, 'model' | 'references'>,
  offered: readonly ModelCapabilities[],
  seconds?: number,
): Offer<Use>[] {
  const { model: present } = modelOrLoosest(draft.model)
  const able = [present, ...offered.filter(({ id }) => id !== present.id)].filter((model) => can(model, use))
  const rank = (model: ModelCapabilities) =>
    (takesLength(model, use, seconds) ? 0 : 4) +
    (model.id === present.id ? 0 : hasOwnMode(model, use) ? 1 : 2)
  const [best] = able.toSorted((one, other) => rank(one) - rank(other))
  if (!best) return []
  return [{ use, modelId: best.id, ...(best.id === present.id ? {} : { switchTo: best.label }) }]
}

export function can(model: ModelCapabilities, use: ClipUse | FrameUse): boolean {
  if (use === 'refer') return model.references.videos > 0
  if (use === 'edit' || use === 'extend')
    return hasOwnMode(model, use) || (model.byPrompt ?? []).includes(use)
  return rolesFor(model, 'image').includes(roleOf(use))
}

function hasOwnMode(model: ModelCapabilities, use: ClipUse | FrameUse): boolean {
  return use !== 'edit' && use !== 'extend' ? true : model.modes.includes(use)
}

function takesLength({ references }: ModelCapabilities, use: ClipUse | FrameUse, seconds = 0): boolean {
  if (use !== 'edit' && use !== 'extend') return true
  const [min, max] = (use === 'edit' ? references.videoEditSeconds : undefined) ??
    references.videoEachSeconds ?? [0, Infinity]
  return seconds >= min && seconds <= max
}

export function roleOf(use: ClipUse | FrameUse): ReferenceRole {
  if (use === 'continue' || use === 'first_frame') return 'first_frame'
  return use === 'last_frame' || use === 'reference_image' ? 'reference_image' : 'reference_video'
}
