/** The draft after a clip, or a frame of one, was put to use. Pure. */
import type { Language, Sentence } from '#lib/language/language.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import type { ReferenceRole } from '#lib/seedance/request.ts'
import { switchModel } from './carry-over.ts'
import { can, roleOf, type ClipUse, type FrameUse, type Offer } from './clip-uses.ts'
import { settleMode } from './draft-mode.ts'
import { reduceDraft, type Draft, type DraftReference, type NewReference } from './draft.ts'
import { rolesForMode } from './reference-roles.ts'

/**
 * A file that is there already is not added again. To begin with a frame, everything else that is attached has to go: first frames go with
 * nothing but last frames (contract.md §3.3), and a picture that stood for a look is no end of a clip.
 */
export function putToUse(
  draft: Draft,
  { use, modelId }: Pick<Offer<ClipUse | FrameUse>, 'use' | 'modelId'>,
  file: Omit<NewReference, 'role'>,
  language: Language,
): Draft {
  const mediaId = file.media?.id ?? file.mediaId
  const there = draft.references.find((reference) => mediaId !== undefined && reference.mediaId === mediaId)
  const added = there ? draft : reduceDraft(draft, { type: 'add', references: [file] })
  const id = there?.id ?? file.id
  const placed = settleMode({ ...added, references: inRole(added.references, id, roleOf(use)) })
  const moved =
    modelId === draft.model ? placed : switchModel(placed, modelId, reasonToSwitch(draft, modelId, use))
  return use === 'edit' || use === 'extend' ? askedFor(moved, use, id, language) : moved
}

function inRole(references: readonly DraftReference[], id: string, role: ReferenceRole): DraftReference[] {
  if (role === 'first_frame') {
    return references.flatMap((reference) => (reference.id === id ? { ...reference, role } : []))
  }
  return rolesForMode(references, 'reference_material')
}

/** By the model's own mode; where it has none, by the first words of the prompt. */
function askedFor(draft: Draft, use: 'edit' | 'extend', id: string, language: Language): Draft {
  if (modelOrLoosest(draft.model).model.modes.includes(use))
    return reduceDraft(draft, { type: 'mode', mode: use })
  const { text, mentions } = draft.prompt
  const name = draft.references.find((reference) => reference.id === id)?.name
  if (name === undefined || mentions.some((mention) => mention.id === id)) return draft
  const [before, after] = ASKED[language][use]
  const start = before.length
  const end = start + name.length + 1
  const rest = end + after.length
  const moved = mentions.map((mention) => ({
    ...mention,
    start: mention.start + rest,
    end: mention.end + rest,
  }))
  return {
    ...draft,
    prompt: { text: `${before}@${name}${after}${text}`, mentions: [{ id, start, end }, ...moved] },
  }
}

const ASKED: Record<Language, Record<'edit' | 'extend', readonly [before: string, after: string]>> = {
  en: { edit: ['Edit ', ': '], extend: ['Extend ', ': '] },
  zh: { edit: ['编辑 ', '：'], extend: ['向后延长 ', '：'] },
}

function reasonToSwitch({ model }: Draft, modelId: string, use: ClipUse | FrameUse): Sentence {
  const [from, to] = [modelOrLoosest(model).model, modelOrLoosest(modelId).model.label]
  const lacks = can(from, use) ? TOO_LONG : LACKS[use]
  return {
    en: `The model is now ${to}: ${from.label} ${lacks.en}.`,
    zh: `模型已换成 ${to}：${from.label} ${lacks.zh}。`,
  }
}

const TOO_LONG: Sentence = { en: 'can’t do that to a clip of this length', zh: '不能处理这个时长的视频' }
const LACKS: Record<ClipUse | FrameUse, Sentence> = {
  refer: { en: 'takes no clips', zh: '不支持参考视频' },
  last_frame: { en: 'takes no reference pictures', zh: '不支持参考图' },
  reference_image: { en: 'takes no reference pictures', zh: '不支持参考图' },
  first_frame: { en: 'takes no first frame', zh: '不支持首帧' },
  continue: { en: 'takes no first frame', zh: '不支持首帧' },
  edit: { en: 'can’t edit clips', zh: '不能编辑视频' },
  extend: { en: 'can’t extend clips', zh: '不能延长视频' },
}
