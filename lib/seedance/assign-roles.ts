/**
 * Gives every picture, clip and sound its role. A stated role is kept, right or wrong: `limits.ts` refuses the wrong
 * ones. A picture without a role is placed by the mode asked for; with no mode
 * - in `content` it is a first frame, as Ark reads it (contract.md §3.3), so two of them are refused;
 * - in a flat field it is a reference beside other reference media or where there are several and the model takes
 *   references; otherwise one is the first frame, and two are first and last.
 */
import type { Findings } from './aliases.ts'
import type { DeclaredMode } from './declared-mode.ts'
import type { ModelCapabilities } from './models.ts'
import type { FoundMedia } from './parse-content.ts'
import type { Mode, ReferenceRole, RequestReference } from './request.ts'

export function assignRoles(
  media: readonly FoundMedia[],
  declared: DeclaredMode,
  model: ModelCapabilities,
  findings: Findings,
): RequestReference[] {
  const roleless = media.filter((item) => item.kind === 'image' && item.role === undefined)
  const placed = new Map<FoundMedia, ReferenceRole>()
  const mode = declared.framesByCount ? modeByCount(media) : declared.mode
  roleless.forEach((item, index) => {
    placed.set(
      item,
      mode ? roleInMode(mode, index, media) : roleByCompany(item, index, roleless, media, model),
    )
  })
  if (!mode) nameAssumptions(roleless, placed, findings)
  return media.map((item) => ({
    kind: item.kind,
    url: item.url,
    role: item.role ?? placed.get(item) ?? REFERENCE_ROLE[item.kind],
    ...(item.name === undefined ? {} : { name: item.name }),
  }))
}

const REFERENCE_ROLE = {
  image: 'reference_image',
  video: 'reference_video',
  audio: 'reference_audio',
} as const

/** What `first_last_frames` alone amounts to: one picture is i2v, two are i2v_first_last; none is refused as i2v. */
export function modeByCount(media: readonly FoundMedia[]): Mode {
  return media.filter((item) => item.kind === 'image').length > 1 ? 'i2v_first_last' : 'i2v'
}

function roleInMode(mode: Mode, index: number, media: readonly FoundMedia[]): ReferenceRole {
  if (mode === 'i2v_first_last') {
    // A stated first frame leaves the last one to be filled.
    const hasFirst = media.some((item) => item.role === 'first_frame')
    return index === 0 && !hasFirst ? 'first_frame' : 'last_frame'
  }
  return mode === 'i2v' || mode === 't2v' ? 'first_frame' : 'reference_image'
}

function roleByCompany(
  item: FoundMedia,
  index: number,
  roleless: readonly FoundMedia[],
  media: readonly FoundMedia[],
  model: ModelCapabilities,
): ReferenceRole {
  const takesFrames = model.modes.includes('i2v')
  if (!takesFrames) return 'reference_image'
  if (item.from === 'content' || media.some((other) => isFrame(other))) return 'first_frame'
  if (media.some((other) => other.kind !== 'image' || other.role === 'reference_image'))
    return 'reference_image'
  if (roleless.length === 1) return 'first_frame'
  if (model.references.images > 0) return 'reference_image'
  return index === roleless.length - 1 && index === 1 ? 'last_frame' : 'first_frame'
}

function isFrame(item: FoundMedia): boolean {
  return item.role === 'first_frame' || item.role === 'last_frame'
}

function nameAssumptions(
  roleless: readonly FoundMedia[],
  placed: ReadonlyMap<FoundMedia, ReferenceRole>,
  findings: Findings,
): void {
  const flat = roleless.filter((item) => item.from === 'field')
  // One picture alone is the first frame by the seed's own i2v; everything else is our reading and is said.
  if (flat.length === 0 || (flat.length === 1 && flat.every((item) => placed.get(item) === 'first_frame')))
    return
  const roles = flat.map((item) => placed.get(item))
  const message = {
    en: `no \`mode\` or role is given; the images are taken as ${roles.join(', ')}`,
    zh: `没有给出 \`mode\` 或角色；图片按 ${roles.join('、')} 处理`,
  }
  findings.notices.push({ field: 'images', message })
}
