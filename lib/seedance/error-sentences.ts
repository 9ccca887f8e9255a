/**
 * Our own error codes: whether pressing retry can help without changing the request, what happened, and what it means
 * for the work and what to press. `{field}` becomes `: duration` where the field is known and nothing otherwise. A button
 * that is named is there: Reuse always, Retry where it is retryable and over; the tests hold it.
 */
import type { ErrorSentence } from './error-phrases.ts'
import { OWN_ERRORS } from './own-error-sentences.ts'
import { ACCOUNT_ERRORS, PASSING_ERRORS } from './provider-sentences.ts'
import { CONTENT_ERRORS, REQUEST_ERRORS } from './refusal-sentences.ts'

export const ERROR_SENTENCES = {
  ...REQUEST_ERRORS,
  ...CONTENT_ERRORS,
  ...ACCOUNT_ERRORS,
  ...PASSING_ERRORS,
  ...OWN_ERRORS,
} satisfies Record<string, ErrorSentence>

export type OurCode = keyof typeof ERROR_SENTENCES
