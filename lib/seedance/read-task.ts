/**
 * Reads what providers answer: a task, a list of tasks, a create answer, an error body. Accepted are all shapes of
 * contract.md §1.4–1.6, §2, §3.5 and §7: flat native, `items[0]`, both at once, `items[].video_url`, `metadata.url`, the
 * OpenAI video object and new-api's legacy wrapper. Nothing here throws, and nothing is made up: a status word that is
 * not known is `unrecognised`, with the word kept.
 */
import {
  asBoolean,
  asList,
  asNumber,
  asProgress,
  asRecord,
  asText,
  asTime,
  asWord,
  type LooseRecord,
} from './loose-values.ts'
import type { Task, TaskError, TaskStatus, TaskUsage } from './task.ts'

/** Undefined: there is no task in the answer (no id and no status). `id` is empty where only the status came. */
export function readTask(answer: unknown): Task | undefined {
  const layers = layersOf(answer)
  const id = firstOf(layers, idOf) ?? ''
  const rawStatus = statusWordOf(layers)
  if (id === '' && rawStatus === '') return undefined
  const status = readStatus(rawStatus)
  const errors = layers.map((layer) => taskErrorOf(layer, status)).filter((error) => error !== undefined)
  const task: Task = { id, status, rawStatus }
  const found = {
    ...settingsOf(layers),
    progress: firstOf(layers, (layer) => asProgress(layer['progress'])),
    videoUrl: firstOf(layers, (layer) => videoUrlOf(layer, status)),
    lastFrameUrl: firstOf(layers, lastFrameUrlOf),
    // A wrapper's fail_reason has no code; what it wraps often has.
    error: errors.find(({ code }) => code !== UNKNOWN_CODE) ?? errors[0],
    usage: firstOf(layers, usageOf),
    createdAt: firstOf(layers, (layer) => asTime(layer['created_at'] ?? layer['submit_time'])),
    updatedAt: firstOf(layers, (layer) => asTime(layer['updated_at'] ?? layer['completed_at'])),
    expiresAt: firstOf(layers, (layer) => asTime(layer['expires_at'])),
  }
  return Object.assign(task, withoutAbsent(found))
}

export interface TaskList {
  tasks: Task[]
  /** Entries in which no task could be read. Where this is not 0, absence from `tasks` proves nothing. */
  unreadable: number
  total?: number
  hasMore?: boolean
  /** Cursor for the next page of an OpenAI-style list. */
  lastId?: string
}

/**
 * Undefined: the answer is no list. That is told apart from an empty list, because a task that is absent from a real list
 * may be sent (and paid) again.
 */
export function readTaskList(answer: unknown): TaskList | undefined {
  const envelope = asRecord(answer)
  const inner = asRecord(envelope?.['data'])
  const entries =
    asList(answer) ??
    asList(envelope?.['items']) ??
    asList(envelope?.['data']) ??
    asList(inner?.['items']) ??
    asList(inner?.['data'])
  const total = asNumber(envelope?.['total']) ?? asNumber(inner?.['total'])
  // Go gateways print an empty slice as null.
  if (entries === undefined && total !== 0) return undefined
  const tasks = (entries ?? []).flatMap((entry) => {
    const task = readTask(entry)
    return task === undefined || task.id === '' ? [] : [task]
  })
  const more = {
    total,
    hasMore: asBoolean(envelope?.['has_more']) ?? asBoolean(inner?.['has_more']),
    lastId: asWord(envelope?.['last_id']) ?? asWord(inner?.['last_id']),
  }
  return Object.assign({ tasks, unreadable: (entries?.length ?? 0) - tasks.length }, withoutAbsent(more))
}

/** Undefined: no task was named, so nothing can be followed; readErrorBody may know why. */
export function readCreateAnswer(answer: unknown): { taskId: string; task?: Task } | undefined {
  const task = readTask(answer)
  if (task === undefined || task.id === '') return undefined
  // An id beside an error and without a status is a request id, not a task.
  if (task.rawStatus === '') return readErrorBody(answer) === undefined ? { taskId: task.id } : undefined
  return { taskId: task.id, task }
}

export interface ProviderErrorBody {
  /** Empty where the body has none. */
  code: string
  message: string
  param?: string
  type?: string
}

/** `{error:{…}}`, `{error:"…"}`, and the flat `{code,message,data:null}` of new-api. */
export function readErrorBody(answer: unknown): ProviderErrorBody | undefined {
  const body = asRecord(answer)
  if (body === undefined) return undefined
  const nested = asRecord(body['error'])
  const read = nested === undefined ? flatErrorOf(body) : errorFieldsOf(nested)
  if (read === undefined) return undefined
  // new-api hands the upstream's whole body on as the message of its own error (contract.md §7).
  const upstream = asRecord(asRecord(read.message)?.['error'])
  return (upstream && errorFieldsOf(upstream)) ?? read
}

const STATUS_WORDS: Readonly<Record<Exclude<TaskStatus, 'unrecognised'>, readonly string[]>> = {
  queued: [
    'queued',
    'queueing',
    'in_queue',
    'pending',
    'submitted',
    'created',
    'waiting',
    'preparing',
    'not_start',
  ],
  running: ['running', 'in_progress', 'processing', 'generating'],
  succeeded: ['succeeded', 'succeed', 'success', 'completed', 'complete', 'finished'],
  failed: ['failed', 'fail', 'failure', 'error'],
  cancelled: ['cancelled', 'canceled'],
  expired: ['expired'],
}

/** All status words of all dialects, whatever their case. */
export function readStatus(word: string): TaskStatus {
  const key = word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
  for (const status of ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'expired'] as const) {
    if (STATUS_WORDS[status].includes(key)) return status
  }
  return 'unrecognised'
}

/**
 * The objects of an answer that may hold the task's fields, the most trusted first; each field is taken from the first
 * that has it. A legacy wrapper's own fields are about the call, so only what it wraps counts; flat fields stand before `items[0]`.
 */
function layersOf(answer: unknown): LooseRecord[] {
  const body = asRecord(answer)
  if (body === undefined) return []
  const wrapped = asRecord(body['data']) ?? asRecord(body['task'])
  if (wrapped !== undefined && idOf(body) === undefined) return layersOf(wrapped)
  const item = asRecord(asList(body['items'])?.[0]) ?? asRecord(body['items'])
  return [body, item, wrapped].filter((layer) => layer !== undefined)
}

/** new-api says FAILURE where the wrapped task says expired or cancelled (contract.md §7): the closer name wins. */
function statusWordOf(layers: readonly LooseRecord[]): string {
  const words = layers.flatMap((layer) => asText(layer['status']) ?? asText(layer['state']) ?? [])
  const outer = words[0] ?? ''
  if (readStatus(outer) !== 'failed') return outer
  return words.find((word) => ['cancelled', 'expired'].includes(readStatus(word))) ?? outer
}

function firstOf<T>(
  layers: readonly LooseRecord[],
  read: (layer: LooseRecord) => T | undefined,
): T | undefined {
  for (const layer of layers) {
    const value = read(layer)
    if (value !== undefined) return value
  }
  return undefined
}

/** new-api's legacy object has a row number as `id` beside the real `task_id`. */
function idOf(layer: LooseRecord): string | undefined {
  return asText(layer['id']) ?? asWord(layer['task_id']) ?? asWord(layer['id'])
}

function videoUrlOf(layer: LooseRecord, status: TaskStatus): string | undefined {
  const content = asRecord(layer['content'])
  const metadata = asRecord(layer['metadata'])
  const named =
    addressOf(content?.['video_url']) ??
    addressOf(layer['video_url']) ??
    addressOf(metadata?.['url']) ??
    addressOf(metadata?.['video_url']) ??
    addressOf(layer['result_url']) ??
    addressOf(layer['url'])
  if (named !== undefined || status !== 'succeeded') return named
  // Older new-api put the finished clip's address into fail_reason.
  const reason = asText(layer['fail_reason'])
  return reason !== undefined && /^https?:\/\//.test(reason) ? reason : undefined
}

function lastFrameUrlOf(layer: LooseRecord): string | undefined {
  return (
    addressOf(asRecord(layer['content'])?.['last_frame_url']) ??
    addressOf(layer['last_frame_url']) ??
    addressOf(asRecord(layer['metadata'])?.['last_frame_url'])
  )
}

/** An address as a string or, as in requests, as `{url}`. */
function addressOf(value: unknown): string | undefined {
  return asText(asRecord(value)?.['url'] ?? value)
}

function usageOf(layer: LooseRecord): TaskUsage | undefined {
  const usage = asRecord(layer['usage'])
  if (usage === undefined) return undefined
  const read: TaskUsage = withoutAbsent({
    completionTokens: asNumber(usage['completion_tokens']),
    totalTokens: asNumber(usage['total_tokens']),
    webSearchCalls: asNumber(asRecord(usage['tool_usage'])?.['web_search']),
  })
  return Object.keys(read).length === 0 ? undefined : read
}

function settingsOf(layers: readonly LooseRecord[]) {
  const first = <T>(read: (value: unknown) => T | undefined, key: string) =>
    firstOf(layers, (layer) => read(layer[key]))
  return {
    model: first(asText, 'model'),
    seed: first(asNumber, 'seed'),
    resolution: first(asText, 'resolution'),
    ratio: first(asText, 'ratio'),
    duration: first(asNumber, 'duration') ?? first(asNumber, 'seconds'),
    frames: first(asNumber, 'frames'),
    safetyIdentifier: first(asText, 'safety_identifier'),
    draft: first(asBoolean, 'draft'),
  }
}

const UNKNOWN_CODE = 'unknown'
const ENDED_BADLY: readonly TaskStatus[] = ['failed', 'cancelled', 'expired']

/** An error object or string; beside a bad ending also `fail_reason` and flat `code` and `message`. */
function taskErrorOf(layer: LooseRecord, status: TaskStatus): TaskError | undefined {
  const nested = asRecord(layer['error'])
  const text =
    asText(layer['error']) ?? (ENDED_BADLY.includes(status) ? asText(layer['fail_reason']) : undefined)
  const read =
    nested === undefined
      ? (text && { code: '', message: text }) ||
        (ENDED_BADLY.includes(status) ? flatErrorOf(layer) : undefined)
      : errorFieldsOf(nested)
  return read && { code: read.code || UNKNOWN_CODE, message: read.message }
}

const SUCCESS_CODES: readonly string[] = ['success', 'ok', '0', '200']

function flatErrorOf(body: LooseRecord): ProviderErrorBody | undefined {
  const text = asText(body['error'])
  if (text !== undefined) return { code: asWord(body['code']) ?? '', message: text }
  const code = asWord(body['code'])
  if (code !== undefined && SUCCESS_CODES.includes(code.toLowerCase())) return undefined
  const read = errorFieldsOf(body)
  // Outside of an error object a lone `type` says nothing about an error.
  return code === undefined && read?.message === '' ? undefined : read
}

/** `{code:"",message:""}` is how some gateways write "no error". */
function errorFieldsOf(fields: LooseRecord): ProviderErrorBody | undefined {
  const type = asText(fields['type'])
  const code = asWord(fields['code']) ?? type ?? ''
  const message = asText(fields['message']) ?? asText(fields['msg']) ?? asText(fields['detail']) ?? ''
  if (code === '' && message === '') return undefined
  return { code, message, ...withoutAbsent({ param: asText(fields['param']), type }) }
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Absent keys instead of undefined values, as exactOptionalPropertyTypes wants it. */
function withoutAbsent<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>
}
