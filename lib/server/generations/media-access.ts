import 'server-only'
import type { Sight } from '#lib/access/principal.ts'
import { toSentence, type Sentence } from '#lib/language/language.ts'
import type { GenerationRow, MediaRow } from '#lib/server/database/tables.ts'
import type { RecipeReference } from '#lib/generation/generation.ts'

/** What the life of a generation needs of the media rooms. They implement it; services.ts joins the two. */

export interface MediaReader {
  /** Those that exist and are in sight, in any order. */
  find(ids: readonly string[], sight: Sight): Promise<MediaRow[]>
}

/** A reference and the file behind it; no `media` where the recipe names an address. */
export interface DeliverableReference {
  reference: RecipeReference
  media?: MediaRow
}

/** `together` are all references of the request: what goes inside the request shares its 64 MB. */
export interface ReferenceDelivery {
  /** Said before anything is written: can the provider get to read this at all? `reason` says what to set. */
  canReach(
    item: DeliverableReference,
    together?: readonly DeliverableReference[],
  ): { ok: true } | { ok: false; reason: Sentence }
  /** The address to send: a data URI, a signed address that outlives the task's wait, or the person's own. */
  address(
    item: DeliverableReference,
    together?: readonly DeliverableReference[],
  ): Promise<{ ok: true; url: string } | { ok: false; reason: Sentence }>
}

export interface PreviewDelivery extends ReferenceDelivery {
  /** Of the same kind as `address` would give, with the file's id for its bytes or token: to print a request without reading files. */
  standIn(item: DeliverableReference, together?: readonly DeliverableReference[]): string
}

export interface ResultSaver {
  /**
   * Fetches a finished clip (and its last frame) and keeps them: length matches, file decodes, hash read back. Doing it
   * again for the same generation must be harmless. Throws ResultError.
   */
  saveResult(result: ResultToSave): Promise<{ clipMediaId: string; lastFrameMediaId?: string }>
}

export interface ResultToSave {
  generation: GenerationRow
  url: string
  lastFrameUrl?: string
  /** Headers to read one of the two addresses with. */
  headers(url: string): Record<string, string>
  /** Aborted when the worker stops. */
  signal?: AbortSignal
}

/**
 * - `dead`: the address answers that there is nothing (403, 404, 410).
 * - `truncated`: fewer bytes than announced.
 * - `undecodable`: whole, but no video that plays.
 * - `temporary`: anything on the way; ask again.
 * - `storage`: it could not be written to our own storage.
 */
export type ResultErrorKind = 'dead' | 'truncated' | 'undecodable' | 'temporary' | 'storage'

export class ResultError extends Error {
  override readonly name = 'ResultError'
  /** What happened, in every language; `message` is the English of it. */
  readonly said: Sentence
  readonly kind: ResultErrorKind

  constructor(kind: ResultErrorKind, message: string | Sentence, options: { cause?: unknown } = {}) {
    super(toSentence(message).en, options)
    this.said = toSentence(message)
    this.kind = kind
  }
}
