import 'server-only'
import { inSequence } from '#lib/language/language.ts'
import { explainError } from '#lib/seedance/error-codes.ts'
import { CallFailed, callJson, type Connection, type JsonAnswer } from './call-json.ts'
import { READ_TIMEOUT_MS } from './timeouts.ts'
import type { ConnectionReport } from './video-provider.ts'

export type Finding = Pick<ConnectionReport, 'ok' | 'message'>

const KEY_WORKS = { en: 'The key works. Nothing was started.', zh: '密钥有效。没有开始任何任务。' }
const NOT_REFUSED = {
  en: 'The provider answered and did not refuse the key. Nothing was started.',
  zh: '服务商有回复，也没有拒绝密钥。没有开始任何任务。',
}

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
    const message = inSequence(error.said, {
      en: "Check SEEDANCE_BASE_URL and this machine's way to the internet.",
      zh: '请检查 SEEDANCE_BASE_URL 和这台机器的网络连接。',
    })
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
  if (list.ok && list.body !== undefined) return { ok: true, message: KEY_WORKS }
  if (![400, 404, 405, 501].includes(list.status)) return refusal(list)
  const one = await read(paths.one)
  // A refusal in the provider's own form that is not about the key: it took the key and did not know the task.
  if (one.error && (one.status === 404 || one.status === 400)) {
    return { ok: true, message: NOT_REFUSED }
  }
  return refusal(one)
}

export function refusal({ status, error }: JsonAnswer): Finding {
  if (!error) {
    return {
      ok: false,
      message: {
        en: `Something answered with HTTP ${status}, but not in the provider's form. Check SEEDANCE_BASE_URL and SEEDANCE_PROVIDER.`,
        zh: `收到了 HTTP ${status} 的回复，但不是服务商的格式。请检查 SEEDANCE_BASE_URL 和 SEEDANCE_PROVIDER。`,
      },
    }
  }
  const { message } = explainError(error.code, error.message, status)
  return {
    ok: false,
    message: inSequence(message, {
      en: 'Nothing was started. Check SEEDANCE_API_KEY and SEEDANCE_BASE_URL.',
      zh: '没有开始任何任务。请检查 SEEDANCE_API_KEY 和 SEEDANCE_BASE_URL。',
    }),
  }
}
