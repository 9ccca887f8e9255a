/** What a take that is dragged into the composer brings: it depends on where it is dropped. */
import type { MediaFile } from '#lib/api/media.ts'
import type { Generation } from '#lib/generation/generation.ts'
import type { ModelCapabilities } from '#lib/seedance/models.ts'
import type { NewReference } from './draft.ts'
import { DROP_WORDS } from './drop-words.ts'
import { dropRules, type DropRule, type DropTarget } from './drop-targets.ts'

/** As frames: the picture that the take ends on. As reference: the clip itself. */
export function rulesForTake(
  { clip }: Generation,
  model: ModelCapabilities,
  references: Parameters<typeof dropRules>[2],
): DropRule[] {
  const asPicture = dropRules({ image: 1, video: 0, audio: 0, unknown: 0 }, model, references)
  const asClip = dropRules({ image: 0, video: 1, audio: 0, unknown: 0 }, model, references)
  return asPicture.map((rule) => {
    if (rule.target === 'reference') return asClip.find(({ target }) => target === 'reference') ?? rule
    if (!rule.allowed || clip?.lastFrameMediaId !== undefined) return rule
    return { target: rule.target, allowed: false, reason: DROP_WORDS.noLastFrame }
  })
}

/** Undefined where the take has no such file. */
export function referenceOfTake(
  { clip, take, createdAt }: Generation,
  target: DropTarget,
  id: string,
): NewReference | undefined {
  if (!clip) return undefined
  if (target !== 'reference') {
    const mediaId = clip.lastFrameMediaId
    return mediaId === undefined
      ? undefined
      : { id, kind: 'image', mediaId, fileName: `last-frame-of-take-${take}.png` }
  }
  const fileName = `take-${take}.mp4`
  const media: MediaFile = {
    id: clip.mediaId,
    kind: 'video',
    fileName,
    format: clip.format,
    mime: clip.format === 'mov' ? 'video/quicktime' : 'video/mp4',
    bytes: clip.bytes,
    sha256: clip.sha256,
    width: clip.width,
    height: clip.height,
    duration: clip.duration,
    fps: clip.fps,
    hasAudio: clip.hasAudio,
    url: `/api/media/${clip.mediaId}`,
    previewUrl: `/api/media/${clip.mediaId}/preview`,
    createdAt,
  }
  return { id, kind: 'video', fileName, media }
}
