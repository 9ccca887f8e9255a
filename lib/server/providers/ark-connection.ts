import 'server-only'
import { DEFAULT_MODEL_ID, findModel } from '#lib/seedance/models.ts'
import { ARK_TASKS_PATH, type ArkOptions } from './ark-options.ts'
import { callJson } from './call-json.ts'
import { askByReading, type Finding, refusal, reportConnection } from './connection-report.ts'
import { READ_TIMEOUT_MS } from './timeouts.ts'
import type { ConnectionReport } from './video-provider.ts'

/** Like an id of a gateway's, and nobody's. */
const NO_TASK = 'task_seedreel_connection_check'

/**
 * Starts no task and costs nothing. Ark itself is sent a create without content, which it refuses after it looked at key
 * and model (contract.md §3.8). A gateway may be less strict, so it is only asked to read.
 */
export function checkArkConnection(options: ArkOptions): Promise<ConnectionReport> {
  return reportConnection(options, () =>
    options.dialect === 'native'
      ? askForModel(options)
      : askByReading(options, {
          list: `${ARK_TASKS_PATH}?page_num=1&page_size=1`,
          one: `${ARK_TASKS_PATH}/${NO_TASK}`,
        }),
  )
}

async function askForModel(options: ArkOptions): Promise<Finding> {
  const model = modelAt(options.baseUrl)
  const answer = await callJson(options, {
    method: 'POST',
    path: ARK_TASKS_PATH,
    body: { model },
    timeoutMs: READ_TIMEOUT_MS,
  })
  const code = answer.error?.code ?? ''
  if (answer.status === 400 && code.startsWith('MissingParameter')) {
    const message = {
      en: `The key works and the model ${model} is open to it. Nothing was started.`,
      zh: `密钥有效，并已开通模型 ${model}。没有开始任何任务。`,
    }
    return { ok: true, message }
  }
  if (answer.status === 404 && code === 'ModelNotOpen') {
    return {
      ok: false,
      message: {
        en: `The key works, but the model ${model} is not activated for it. Activate it in the provider's console, or use another model.`,
        zh: `密钥有效，但没有开通模型 ${model}。请在服务商的控制台开通，或使用其他模型。`,
      },
    }
  }
  return refusal(answer)
}

/** BytePlus has its own names for the same models. */
function modelAt(baseUrl: string): string {
  const isInternational = new URL(baseUrl).hostname.endsWith('.bytepluses.com')
  return (isInternational && findModel(DEFAULT_MODEL_ID)?.intlId) || DEFAULT_MODEL_ID
}
