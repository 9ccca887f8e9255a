import 'server-only'
import { toSentence, type Sentence } from '#lib/language/language.ts'
import { DOWNLOAD_ERROR, hasMark } from '#lib/server/error-kinds.ts'

/**
 * - `dead`: the address answers that there is nothing (403, 404, 410 and every other refusal)
 * - `temporary`: not now (5xx, 429, time, broken or refused connection, name not found); ask again
 * - `truncated`: it ended before its announced length, or came empty
 * - `wrong_type`: not a picture, clip or sound that can be read
 * - `refused_address`: an address that must not be asked
 * - `too_large`: beyond the cap of its kind
 */
export type DownloadErrorKind =
  'dead' | 'temporary' | 'truncated' | 'wrong_type' | 'refused_address' | 'too_large'

/** Messages are for a person and hold no address: it may be a signed one. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError'
  readonly [DOWNLOAD_ERROR] = true
  /** What happened, in every language; `message` is the English of it. */
  readonly said: Sentence
  readonly kind: DownloadErrorKind
  readonly status: number | undefined

  constructor(
    kind: DownloadErrorKind,
    message: string | Sentence,
    details: { status?: number; cause?: unknown } = {},
  ) {
    super(toSentence(message).en, { cause: details.cause })
    this.said = toSentence(message)
    this.kind = kind
    this.status = details.status
  }

  static override [Symbol.hasInstance](value: unknown): value is DownloadError {
    return hasMark(value, DOWNLOAD_ERROR)
  }
}
