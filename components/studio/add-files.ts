/** Turns files that were dropped, pasted or chosen into references of the draft and starts their uploads. Loaded when there are some. */
import type { Dispatch } from 'react'
import { notify } from '#components/ui/notify.ts'
import type { StudioInfo } from '#lib/api/studio.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { defineWords, inSequence, type Language, type Sentence } from '#lib/language/language.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import { newReferenceId } from './reference-id.ts'
import type { Draft, DraftAction, NewReference } from './draft.ts'
import { referenceOfTake } from './dragged-take.ts'
import { distinct } from './drop-words.ts'
import { placeDropped, roleAt, type DropTarget } from './drop-targets.ts'
import { orderDropped } from './dropped-files.ts'
import { kindOf, tooLarge } from './file-kind.ts'
import type { Uploads } from './use-uploads.ts'

interface Tools {
  dispatch: Dispatch<DraftAction>
  uploads: Uploads
  limits: StudioInfo['uploadLimits']
  language: Language
}

/** Without a target (pasted, chosen, dropped beside every place) each file gets the role that is natural for it. */
export function addFiles(
  given: readonly File[],
  draft: Pick<Draft, 'model' | 'references'>,
  { dispatch, uploads, limits, language }: Tools,
  target?: DropTarget,
): void {
  const { files, hidden } = orderDropped(given)
  const known = files.flatMap((file) => {
    const kind = kindOf(file)
    return kind ? [{ file, kind, id: newReferenceId() }] : []
  })
  const { model } = modelOrLoosest(draft.model)
  const { taken, left } = placeDropped(known, target, model, draft.references)
  const unknown = files.filter((file) => !kindOf(file))
  saySkipped(
    [
      ...unknown.map(({ name }) => ({ name })),
      ...left.map(({ item, reason }) => ({ name: item.file.name, reason })),
    ],
    hidden,
    language,
  )
  if (taken.length === 0) return
  addInRole(
    taken.map(({ file, kind, id }) => ({ id, kind, fileName: file.name })),
    dispatch,
    target,
  )
  for (const { file, kind, id } of taken) {
    const refused = tooLarge(kind, file.size, limits)
    uploads.start(id, refused === undefined ? { file } : { refused })
  }
}

/** The take's clip, or the picture that it ends on. */
export function addTake(take: Generation, dispatch: Dispatch<DraftAction>, target: DropTarget): void {
  const reference = referenceOfTake(take, target, newReferenceId())
  if (reference) addInRole([reference], dispatch, target)
}

/** First added, then given the role, so that the others follow as they do when a role is chosen by hand. */
function addInRole(
  references: NewReference[],
  dispatch: Dispatch<DraftAction>,
  target: DropTarget | undefined,
): void {
  dispatch({ type: 'add', references })
  if (target === undefined) return
  for (const { id, kind } of references) dispatch({ type: 'role', id, role: roleAt(target, kind) })
}

const USABLE: Sentence = {
  en: 'Pictures (JPEG, PNG, WebP …), MP4 and MOV clips, WAV and MP3 sounds can be used.',
  zh: '可用的文件：图片（JPEG、PNG、WebP 等）、MP4 和 MOV 视频、WAV 和 MP3 音频。',
}
const hiddenLeftOut = (count: number): Sentence => ({
  en: `Hidden files were left out too (${count}).`,
  zh: `隐藏文件也没有添加（${count} 个）。`,
})
const WORDS = defineWords({
  en: {
    notAdded: (names: readonly string[], more: number) =>
      more > 0
        ? `Not added: ${names.map(quoted).join(', ')} and ${more} more`
        : `Not added: ${names.map(quoted).join(', ')}`,
  },
  zh: {
    notAdded: (names, more) =>
      more > 0
        ? `未添加：${names.map(quoted).join('、')}等 ${names.length + more} 个文件`
        : `未添加：${names.map(quoted).join('、')}`,
  },
})
/** Names that are said before the rest is counted. */
const NAMED = 3

function saySkipped(
  skipped: readonly { name: string; reason?: Sentence }[],
  hidden: number,
  language: Language,
): void {
  if (skipped.length === 0) return
  const names = skipped.slice(0, NAMED).map(({ name }) => name)
  const reasons = distinct(skipped.map(({ reason }) => reason ?? USABLE))
  const unseen = hidden > 0 ? [hiddenLeftOut(hidden)] : []
  notify({
    kind: 'problem',
    message: WORDS[language].notAdded(names, skipped.length - names.length),
    advice: inSequence(...reasons, ...unseen)[language],
  })
}

function quoted(name: string): string {
  return `“${name}”`
}
