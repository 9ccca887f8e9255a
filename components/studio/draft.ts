/**
 * What the composer holds before Generate: prompt, references, model and settings. Pure: every change is an action, and what can
 * be worked out from the draft (mode, price, problems) is never kept in it.
 */
import type { MediaFile } from '#lib/api/media.ts'
import { MAX_TAKES } from '#lib/api/take-limit.ts'
import type { RecipeReference } from '#lib/generation/generation.ts'
import type { Sentence } from '#lib/language/language.ts'
import { fromParts, renameInText, type PromptText } from '#lib/prompt/prompt-edit.ts'
import { DEFAULT_MODEL_ID, modelOrLoosest } from '#lib/seedance/models.ts'
import { fillInNames } from '#lib/seedance/names.ts'
import type { Mode, Ratio, ReferenceKind, ReferenceRole, RequestSettings } from '#lib/seedance/request.ts'
import { undoCarryOver, withoutCarriedOver, type CarriedFrom } from './carried-from.ts'
import { settleMode } from './draft-mode.ts'
import { withoutShot, type DraftShot } from './draft-shot.ts'
import { asNamedNow } from './prompt-history.ts'
import { uniqueName } from './reference-names.ts'
import { roleForNew, rolesFor, rolesForMode, withFamily, withRole } from './reference-roles.ts'

/** A reference without `mediaId` and `url` still waits for its file. */
export interface DraftReference extends RecipeReference {
  fileName?: string
  /** What is known about the file once it is there. */
  media?: MediaFile
  /** A recipe names the file, and it is not here: a person has to choose it. */
  sought?: true
}

/** What a press makes beside the composer's own: every combination with it. */
export interface Variations {
  prompts: PromptText[]
  ratios: Ratio[]
  models: string[]
}

export interface Draft {
  model: string
  /** Only where a person chose among several; absent means inferred. */
  mode?: Mode
  prompt: PromptText
  references: DraftReference[]
  settings: RequestSettings
  takes: number
  /** Absent where nothing is varied. */
  variations?: Variations
  /** Absent: the next take begins a new one. */
  shot?: DraftShot
  /** What the last change of model had to change, in sentences. */
  carriedOver: Sentence[]
  /** How it was before that, for one press to go back. */
  carriedFrom?: CarriedFrom
}

export interface NewReference {
  id: string
  kind: ReferenceKind
  fileName: string
  role?: ReferenceRole
  media?: MediaFile
  /** A file of ours of which nothing else is known here. */
  mediaId?: string
  url?: string
}

export type DraftAction =
  | { type: 'prompt'; prompt: PromptText }
  | { type: 'add'; references: NewReference[] }
  | { type: 'attach'; id: string; media: MediaFile }
  | { type: 'remove'; id: string }
  | { type: 'rename'; id: string; name: string }
  | { type: 'role'; id: string; role: ReferenceRole }
  | { type: 'move'; id: string; to: number }
  /** A change that is worked out elsewhere, from the draft as it then is. Pure. */
  | { type: 'change'; change: (draft: Draft) => Draft }
  | { type: 'mode'; mode: Mode }
  | { type: 'set'; settings: Partial<RequestSettings> }
  | { type: 'unset'; setting: keyof RequestSettings }
  | { type: 'takes'; takes: number }
  | { type: 'vary'; variations: Variations }
  | { type: 'dismiss_carried_over' }
  | { type: 'undo_carry_over' }
  | { type: 'replace'; draft: Draft }
  /** What another tab has stored, put together with the draft as it is when this is carried out. */
  | { type: 'merge'; merge: (own: Draft) => Draft }
  /** Back or forth in the history of the prompt: its words and its references, not the settings. */
  | { type: 'travel'; prompt: PromptText; references: readonly DraftReference[] }
  /** The stored draft, found after the person may have begun to write: what is already written follows it. */
  | { type: 'restore'; draft: Draft }

export function emptyDraft(): Draft {
  return {
    model: DEFAULT_MODEL_ID,
    prompt: fromParts([], []),
    references: [],
    settings: {},
    takes: 1,
    carriedOver: [],
  }
}

export function reduceDraft(draft: Draft, action: DraftAction): Draft {
  const next = withoutShotOfNothing(applyAction(draft, action))
  if (!next.variations || next.references === draft.references) return next
  // The other prompts say the references as they are called now, as the first one does.
  const prompts = next.variations.prompts.map((prompt) => asNamedNow(prompt, next.references))
  return { ...next, variations: { ...next.variations, prompts } }
}

/** What is written into an empty composer is a new idea. */
function withoutShotOfNothing(draft: Draft): Draft {
  return draft.shot && isEmpty(draft) ? withoutShot(draft) : draft
}

function applyAction(draft: Draft, action: DraftAction): Draft {
  switch (action.type) {
    case 'prompt':
      return { ...draft, prompt: action.prompt }
    case 'add':
      return settleMode({ ...draft, references: addAll(draft, action.references) })
    case 'attach':
      return settleMode(attach(draft, action.id, action.media))
    case 'remove':
      return settleMode({ ...draft, references: draft.references.filter(({ id }) => id !== action.id) })
    case 'rename':
      return rename(draft, action.id, action.name)
    case 'role':
      return settleMode({ ...draft, references: withFamily(draft.references, action.id, action.role) })
    case 'move':
      return { ...draft, references: move(draft.references, action.id, action.to) }
    case 'change':
      return action.change(draft)
    case 'mode':
      return chooseMode(draft, action.mode)
    case 'set':
      return { ...draft, settings: { ...draft.settings, ...action.settings } }
    case 'unset':
      return { ...draft, settings: without(draft.settings, action.setting) }
    case 'takes':
      return { ...draft, takes: Math.min(MAX_TAKES, Math.max(1, Math.round(action.takes))) }
    case 'vary':
      return vary(draft, action.variations)
    case 'dismiss_carried_over':
      return withoutCarriedOver(draft)
    case 'undo_carry_over':
      return undoCarryOver(draft)
    case 'merge':
      return action.merge(draft)
    case 'replace':
      return action.draft
    case 'travel':
      return settleMode(travel(draft, action.prompt, action.references))
    case 'restore':
      return { ...action.draft, prompt: joinPrompts(action.draft.prompt, draft.prompt) }
  }
}

/** What varies nothing is not kept. */
function vary(draft: Draft, variations: Variations): Draft {
  const { variations: _, ...rest } = draft
  const isAny = variations.prompts.length + variations.ratios.length + variations.models.length > 0
  return isAny ? { ...rest, variations } : rest
}

/** A field that the browser filled in again by itself holds the same text: that is not written twice. */
function joinPrompts(first: PromptText, second: PromptText): PromptText {
  if (second.text === '' || second.text === first.text) return first
  const text = first.text === '' || /\s$/.test(first.text) ? first.text : `${first.text} `
  const moved = second.mentions.map(({ id, start, end }) => ({
    id,
    start: start + text.length,
    end: end + text.length,
  }))
  return { text: text + second.text, mentions: [...first.mentions, ...moved] }
}

export function without<Key extends keyof RequestSettings>(
  settings: RequestSettings,
  key: Key,
): RequestSettings {
  const { [key]: _, ...rest } = settings
  return rest
}

/** Whether there is anything in it that would be a pity to lose. */
export function isEmpty(draft: Draft): boolean {
  return draft.prompt.text.trim() === '' && draft.references.length === 0
}

function addAll(draft: Draft, added: readonly NewReference[]): DraftReference[] {
  const { model } = modelOrLoosest(draft.model)
  return added.reduce<DraftReference[]>((all, { id, kind, fileName, role, media, mediaId, url }) => {
    const reference: DraftReference = {
      id,
      kind,
      fileName,
      name: uniqueName({ fileName }, all),
      role: role ?? roleForNew(model, kind, all),
      ...(media ? { media, mediaId: media.id } : mediaId === undefined ? {} : { mediaId }),
      ...(url === undefined ? {} : { url }),
    }
    return role ? withRole([...all, reference], id, role) : [...all, reference]
  }, draft.references)
}

/** The file decides the kind: a name that promised a picture may hold a clip. */
function attach(draft: Draft, id: string, media: MediaFile): Draft {
  const { model } = modelOrLoosest(draft.model)
  const references = draft.references.map((reference) => {
    if (reference.id !== id) return reference
    const { url: _, sought: __, ...rest } = reference
    const role =
      media.kind === reference.kind ? reference.role : roleForNew(model, media.kind, draft.references)
    return { ...rest, kind: media.kind, role, media, mediaId: media.id }
  })
  return { ...draft, references }
}

function rename(draft: Draft, id: string, wanted: string): Draft {
  const name = uniqueName(
    { name: wanted },
    draft.references.filter((reference) => reference.id !== id),
  )
  return {
    ...draft,
    references: draft.references.map((reference) =>
      reference.id === id ? { ...reference, name } : reference,
    ),
    prompt: renameInText(draft.prompt, id, name),
  }
}

/** A name that was free then may be another's by now. */
function travel(draft: Draft, prompt: PromptText, wanted: readonly DraftReference[]): Draft {
  const back = travelled(draft, wanted)
  const names = fillInNames(back)
  const references = back.map((reference, index) => ({ ...reference, name: names[index] ?? reference.name }))
  return { ...draft, references, prompt: asNamedNow(prompt, references) }
}

/** Who comes back takes the role it had, unless another has taken that meanwhile or the model no longer has it. */
function travelled(draft: Draft, wanted: readonly DraftReference[]): DraftReference[] {
  const { model } = modelOrLoosest(draft.model)
  const here = new Set(draft.references.map(({ id }) => id))
  const stay = wanted.filter(({ id }) => here.has(id))
  return wanted.map((reference) => {
    if (here.has(reference.id)) return reference
    const { kind, role } = reference
    const isSingle = role === 'first_frame' || role === 'last_frame'
    const isTaken = isSingle && stay.some((other) => other.role === role)
    const fits = rolesFor(model, kind).includes(role) && !isTaken
    return fits ? reference : { ...reference, role: roleForNew(model, kind, stay) }
  })
}

function move(references: readonly DraftReference[], id: string, to: number): DraftReference[] {
  const moved = references.find((reference) => reference.id === id)
  if (!moved) return [...references]
  const rest = references.filter((reference) => reference.id !== id)
  return rest.toSpliced(Math.min(rest.length, Math.max(0, to)), 0, moved)
}

/** The roles follow the mode; where they alone would lead to it, nothing needs to be kept by hand. */
function chooseMode(draft: Draft, mode: Mode): Draft {
  const references = rolesForMode(draft.references, mode)
  const { mode: _, ...rest } = draft
  return settleMode({ ...rest, references, mode })
}
