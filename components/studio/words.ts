/** What things are called on the screen. */
import type { Mode, Ratio, ReferenceKind, ReferenceRole, Resolution } from '#lib/seedance/request.ts'

export const MODE_WORDS: Record<Mode, { label: string; hint: string }> = {
  t2v: { label: 'Text to video', hint: 'Made from the prompt alone' },
  i2v: { label: 'First frame to video', hint: 'Starts with exactly this picture' },
  i2v_first_last: { label: 'First and last frame', hint: 'Moves from one picture to the other' },
  reference_images: { label: 'Reference pictures', hint: 'Shows what is in them, in a new scene' },
  reference_material: { label: 'References', hint: 'Takes up pictures, clips and sounds' },
  r2v: { label: 'References', hint: 'Takes up pictures and clips' },
  edit: { label: 'Edit a clip', hint: 'Changes what the prompt names, keeps the rest' },
  extend: { label: 'Extend a clip', hint: 'Goes on where the clip ends' },
  draft_final: { label: 'Full render of a draft', hint: 'The draft again, at full quality' },
}

export const ROLE_WORDS: Record<ReferenceRole, string> = {
  first_frame: 'First frame',
  last_frame: 'Last frame',
  reference_image: 'Reference',
  reference_video: 'Reference clip',
  reference_audio: 'Reference sound',
}

export const ROLE_HINTS: Record<ReferenceRole, string> = {
  first_frame: 'The video starts with it',
  last_frame: 'The video ends on it',
  reference_image: 'A look, a person, a thing',
  reference_video: 'A movement, a scene, a style',
  reference_audio: 'A voice, music, a sound',
}

export const KIND_WORDS: Record<ReferenceKind, { one: string; many: string }> = {
  image: { one: 'picture', many: 'pictures' },
  video: { one: 'clip', many: 'clips' },
  audio: { one: 'sound', many: 'sounds' },
}

export const RESOLUTION_WORDS: Record<Resolution, string> = {
  '480p': '480p',
  '720p': '720p',
  '1080p': '1080p',
  '4k': '4K',
}

export function ratioInWords(ratio: Ratio): string {
  return ratio === 'adaptive' ? 'Auto' : ratio
}

/** "3 pictures and 1 clip" */
export function countKinds(references: readonly { kind: ReferenceKind }[]): string {
  const parts = (['image', 'video', 'audio'] as const).flatMap((kind) => {
    const count = references.filter((reference) => reference.kind === kind).length
    return count === 0 ? [] : [`${count} ${count === 1 ? KIND_WORDS[kind].one : KIND_WORDS[kind].many}`]
  })
  return parts.length > 2 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : parts.join(' and ')
}
