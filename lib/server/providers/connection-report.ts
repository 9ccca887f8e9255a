import 'server-only'
import { explainError } from '#lib/seedance/error-codes.ts'
import { CallFailed, callJson, type Connection, type JsonAnswer } from './call-json.ts'
import { READ_TIMEOUT_MS } from './timeouts.ts'
import type { ConnectionReport } from './video-provider.ts'

export type Finding = Pick<ConnectionReport, 'ok' | 'message'>

/** Times a check of the connection; no answer at all is a finding like any other. */
export async function reportConnection(
  { clock }: Pick<Connection, 'clock'>,
  ask: () => Promise<Finding>,
): Promise<ConnectionReport> {
  const start = clock()
  try {
    return { ...(await ask()), latencyMs: clock() - start }
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error
    const message = `${error.message} Check SEEDANCE_BASE_URL and this machine's way to the internet.`
    return { ok: false, message, latencyMs: clock() - start }
  }
}

/** Reads the list of tasks, and where there is none, a task that nobody has: both cost nothing anywhere. */
export async function askByReading(
  connection: Connection,
  paths: { list: string; one: string },
): Promise<Finding> {
  const read = (path: string) => callJson(connection, { method: 'GET', path, timeoutMs: READ_TIMEOUT_MS })
  const list = await read(paths.list)
  if (list.ok && list.body !== undefined) return { ok: true, message: 'The key works. Nothing was started.' }
  if (![400, 404, 405, 501].includes(list.status)) return refusal(list)
  const one = await read(paths.one)
  // A refusal in the provider's own form that is not about the key: it took the key and did not know the task.
  if (one.error && (one.status === 404 || one.status === 400)) {
    return { ok: true, message: 'The provider answered and did not refuse the key. Nothing was started.' }
  }
  return refusal(one)
}

export function refusal({ status, error }: JsonAnswer): Finding {
  if (!error) {
    return {
      ok: false,
      message: `Something answered with HTTP ${status}, but not in the provider's form. Check SEEDANCE_BASE_URL and SEEDANCE_PROVIDER.`,
    }
  }
  const { message } = explainError(error.code, error.message, status)
  return {
    ok: false,
    message: `${message} Nothing was started. Check SEEDANCE_API_KEY and SEEDANCE_BASE_URL.`,
  }
}
