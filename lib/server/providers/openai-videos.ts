import 'server-only'
import { toOpenAIVideoFields } from '#lib/seedance/wire/openai-request.ts'
import { readCreateAnswer, readTask } from '#lib/seedance/read-task.ts'
import type { CanonicalRequest } from '#lib/seedance/request.ts'
import type { Task } from '#lib/seedance/task.ts'
import { callJson, type Connection } from './call-json.ts'
import { askByReading, reportConnection } from './connection-report.ts'
import { callError, createError, readError } from './judge-answer.ts'
import { CREATE_TIMEOUT_MS, READ_TIMEOUT_MS } from './timeouts.ts'
import type { PrintedRequest, SubmitAnswer, VideoProvider } from './video-provider.ts'

export interface OpenAIVideosOptions extends Connection {
  name: string
}

/** Like an id of this format, and nobody's. */
const NO_VIDEO = 'video_seedreel_connection_check'

/**
 * Gateways that speak OpenAI's `/v1/videos` (contract.md §2, §7). No cancel (DELETE is for finished videos), and no
 * identity is echoed, so a lost create is for a person to settle. Every method throws only ProviderError.
 */
export function createOpenAIVideosProvider(options: OpenAIVideosOptions): VideoProvider {
  return {
    name: options.name,
    identity: 'none',
    mentionStyle: 'gateway',
    referenceAccess: { image: ['data', 'url'], video: ['url'], audio: ['url'] },
    resultHeaders: (url) =>
      url.startsWith(`${options.baseUrl}/videos/`) ? { authorization: `Bearer ${options.apiKey}` } : {},
    print,
    submit: ({ request, signal }) => submit(options, request, signal),
    check: (taskId) => check(options, taskId),
    checkConnection: () =>
      reportConnection(options, () =>
        askByReading(options, { list: '/videos?limit=1', one: `/videos/${NO_VIDEO}` }),
      ),
  }
}

function print(request: CanonicalRequest): PrintedRequest {
  return { path: '/videos', body: toForm(request) ?? toOpenAIVideoFields(request) }
}

async function submit(
  options: OpenAIVideosOptions,
  request: CanonicalRequest,
  signal?: AbortSignal,
): Promise<SubmitAnswer> {
  const answer = await callJson(options, {
    method: 'POST',
    ...print(request),
    timeoutMs: CREATE_TIMEOUT_MS,
    signal,
  }).catch((error: unknown) => {
    throw callError(error, 'lost')
  })
  const created = answer.ok ? readCreateAnswer(answer.body) : undefined
  if (!created) throw createError(answer)
  return created.task ? { ...created, task: withContentAddress(options, created.task) } : created
}

async function check(options: OpenAIVideosOptions, taskId: string): Promise<Task> {
  const answer = await callJson(options, {
    method: 'GET',
    path: `/videos/${encodeURIComponent(taskId)}`,
    timeoutMs: READ_TIMEOUT_MS,
  }).catch((error: unknown) => {
    throw callError(error, 'unavailable')
  })
  const task = answer.ok ? readTask(answer.body) : undefined
  if (!task) throw readError(answer)
  return withContentAddress(options, { ...task, id: taskId })
}

/** OpenAI's own object has no address: the clip is read from `/content`, with the key. An address that was sent is preferred. */
function withContentAddress(options: OpenAIVideosOptions, task: Task): Task {
  if (task.status !== 'succeeded' || task.videoUrl !== undefined) return task
  return { ...task, videoUrl: `${options.baseUrl}/videos/${encodeURIComponent(task.id)}/content` }
}

/**
 * A single picture of ours goes as the file `input_reference`, the one way that every server of this format knows.
 * Undefined for all else, which is sent as JSON with a `content` list.
 */
function toForm(request: CanonicalRequest): FormData | undefined {
  const [picture, second] = request.references
  if (!picture || second || picture.kind !== 'image') return undefined
  const file = dataFile(picture.url, picture.name ?? 'image')
  if (!file) return undefined
  const form = new FormData()
  for (const [name, value] of Object.entries(toOpenAIVideoFields({ ...request, references: [] }))) {
    if (value !== undefined)
      form.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
  }
  form.append('input_reference', file, file.name)
  return form
}

/** The file inside a `data:` address; undefined for any other address. */
function dataFile(url: string, name: string): File | undefined {
  const parts = /^data:(image\/([\w.+-]+));base64,(.+)$/s.exec(url)
  const [, type, extension, base64] = parts ?? []
  if (type === undefined || extension === undefined || base64 === undefined) return undefined
  return new File([Buffer.from(base64, 'base64')], `${name}.${extension}`, { type })
}
