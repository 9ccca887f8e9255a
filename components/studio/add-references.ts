/** Turns what was dropped, pasted, chosen or typed into references of the draft and starts their uploads. */
import type { Dispatch } from 'react'
import { notify } from '#components/ui/notify.ts'
import { randomId } from '#components/ui/random-id.ts'
import type { StudioInfo } from '#lib/api/studio.ts'
import type { ReferenceKind, ReferenceRole } from '#lib/seedance/request.ts'
import type { DraftAction, NewReference } from './draft.ts'
import { kindOf, kindOfAddress, tooLarge } from './file-kind.ts'
import type { Uploads } from './use-uploads.ts'

interface Tools {
  dispatch: Dispatch<DraftAction>
  uploads: Uploads
  limits: StudioInfo['uploadLimits']
}

export function addFiles(
  files: readonly File[],
  { dispatch, uploads, limits }: Tools,
  role?: ReferenceRole,
): void {
  const known = files.flatMap((file) => {
    const kind = kindOf(file)
    return kind ? [{ file, kind, id: newReferenceId() }] : []
  })
  const unknown = files.filter((file) => !kindOf(file))
  if (unknown.length > 0) sayUnknown(unknown)
  if (known.length === 0) return
  dispatch({
    type: 'add',
    references: known.map(({ file, kind, id }): NewReference => ({
      id,
      kind,
      fileName: file.name,
      ...fitting(role, kind),
    })),
  })
  for (const { file, kind, id } of known) {
    const refused = tooLarge(kind, file.size, limits)
    uploads.start(id, refused === undefined ? { file } : { refused })
  }
}

export function addAddress(address: string, { dispatch, uploads }: Omit<Tools, 'limits'>): void {
  const id = newReferenceId()
  const fileName = decodeURIComponentSafely(address.split(/[?#]/)[0]?.split('/').at(-1) ?? '') || 'reference'
  dispatch({ type: 'add', references: [{ id, kind: kindOfAddress(address), fileName }] })
  uploads.start(id, { address })
}

/** https and http only: everything else is no address of a file that a server could fetch. */
export function isAddress(text: string): boolean {
  const trimmed = text.trim()
  return /^https?:\/\/\S+$/i.test(trimmed) && URL.canParse(trimmed)
}

export function newReferenceId(): string {
  return `ref_${randomId()}`
}

function fitting(role: ReferenceRole | undefined, kind: ReferenceKind): { role?: ReferenceRole } {
  if (role === undefined) return {}
  const ofPicture = role === 'first_frame' || role === 'last_frame' || role === 'reference_image'
  return ofPicture === (kind === 'image') ? { role } : {}
}

function sayUnknown(files: readonly File[]): void {
  notify({
    kind: 'problem',
    message: files.length === 1 ? `“${files[0]?.name}” can’t be used` : `${files.length} files can’t be used`,
    advice: 'Pictures (JPEG, PNG, WebP, HEIC …), MP4 and MOV clips, WAV and MP3 sounds can.',
  })
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
