/** The connection check. */
import type { Sentence } from '#lib/language/language.ts'
import { fetchJson, hasKeys } from './call-api.ts'

/** What POST /api/provider/check answers. */
export interface ConnectionReport {
  ok: boolean
  message: Sentence
  latencyMs: number
}

/** Asks the provider something free. Starts no task. */
export function checkProvider(): Promise<ConnectionReport> {
  return fetchJson('/api/provider/check', isReport, { method: 'POST' })
}

function isReport(body: unknown): body is ConnectionReport {
  return hasKeys(body, 'ok', 'message')
}
