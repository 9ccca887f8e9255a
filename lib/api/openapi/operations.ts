/** Every call of the endpoint, by address and method, before it is printed as OpenAPI. */
import type { TokenScope } from '#lib/access/principal.ts'
import type { Sentence } from '#lib/language/language.ts'
import type { JsonSchema, Method, Parameter } from './json-schema.ts'
import type { Refusal } from './refusals.ts'

export type Protocol = 'ark' | 'openai'

export interface Operation {
  path: string
  method: Method
  id: string
  protocol: Protocol
  scope: TokenScope
  summary: Sentence
  about?: Sentence
  parameters: readonly (Omit<Parameter, 'description'> & { about: Sentence })[]
  takesCreate?: true
  /** A schema by its name, or bytes of these types. */
  answers: { schema: string } | { bytes: readonly string[] }
  refuses: readonly Refusal['at'][]
}

const TASKS = '/api/v3/contents/generations/tasks'
const VIDEOS = '/v1/videos'

const ID = {
  name: 'id',
  in: 'path',
  required: true,
  about: { en: 'Id of the task.', zh: '任务 ID。' },
  schema: { type: 'string', pattern: '^[a-z0-9_]{1,64}$' },
} as const
const KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  about: {
    en: 'Any text of your own. The same key with the same request answers with the task that it made before, for this token and for good; with another request it is refused.',
    zh: '任意文本。相同的键加相同的请求返回之前创建的任务（仅限此令牌，长期有效）；用于其他请求会被拒绝。',
  },
  schema: { type: 'string', minLength: 1, maxLength: 255 },
} as const

function query(name: string, schema: JsonSchema, about: Sentence) {
  return { name, in: 'query', about, schema } as const
}

const count = (otherwise: number): JsonSchema => ({
  type: 'integer',
  minimum: 1,
  maximum: 500,
  default: otherwise,
})

const ARK: readonly Operation[] = [
  {
    path: TASKS,
    method: 'post',
    id: 'createTask',
    protocol: 'ark',
    scope: 'generate',
    summary: { en: 'Create a task', zh: '创建任务' },
    about: {
      en: 'One task makes one clip. It is written down, priced and queued like a press of Generate, and is in the gallery at once. What was taken differently from how it was written is said in `notices`.',
      zh: '一个任务生成一条成片。它会像点击“生成”一样被记录、计价和排队，并立即出现在作品库中。与原写法不同之处在 `notices` 中说明。',
    },
    parameters: [KEY],
    takesCreate: true,
    answers: { schema: 'CreatedTask' },
    refuses: ['create'],
  },
  {
    path: TASKS,
    method: 'get',
    id: 'listTasks',
    protocol: 'ark',
    scope: 'read',
    summary: { en: 'List tasks', zh: '列出任务' },
    about: { en: 'Newest first.', zh: '从新到旧。' },
    parameters: [
      query('page_num', count(1), { en: 'Page, from 1.', zh: '页码，从 1 开始。' }),
      query('page_size', count(20), { en: 'Tasks on a page.', zh: '每页任务数。' }),
      query(
        'filter.status',
        { enum: ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'expired'] },
        { en: 'Those in this state alone.', zh: '仅限此状态。' },
      ),
      {
        ...query(
          'filter.task_ids',
          { type: 'array', items: { type: 'string' }, maxItems: 100 },
          { en: 'These alone; said once for each.', zh: '仅限这些任务；每个 ID 写一次。' },
        ),
        style: 'form',
        explode: true,
      },
      query('filter.model', { type: 'string' }, { en: 'Of this model alone.', zh: '仅限此模型。' }),
    ],
    answers: { schema: 'TaskList' },
    refuses: ['list'],
  },
  {
    path: `${TASKS}/{id}`,
    method: 'get',
    id: 'getTask',
    protocol: 'ark',
    scope: 'read',
    summary: { en: 'Get a task', zh: '查询任务' },
    about: {
      en: 'Once it has succeeded, `content` holds signed addresses of the files on the studio’s own storage. They are good for a day; ask again for fresh ones.',
      zh: '成功后，`content` 给出工作室自有存储上文件的签名地址，有效期一天；再次查询可得到新地址。',
    },
    parameters: [ID],
    answers: { schema: 'Task' },
    refuses: ['one'],
  },
  {
    path: `${TASKS}/{id}`,
    method: 'delete',
    id: 'deleteTask',
    protocol: 'ark',
    scope: 'generate',
    summary: { en: 'Cancel or delete a task', zh: '取消或删除任务' },
    about: {
      en: 'What waits is cancelled, what has ended goes into the bin for 30 days, what runs is refused.',
      zh: '等待中的任务会被取消，已结束的移入回收站保留 30 天，运行中的会被拒绝。',
    },
    parameters: [ID],
    answers: { schema: 'DeletedTask' },
    refuses: ['one', 'remove'],
  },
]

const OPENAI: readonly Operation[] = [
  {
    path: VIDEOS,
    method: 'post',
    id: 'createVideo',
    protocol: 'openai',
    scope: 'generate',
    summary: { en: 'Create a video', zh: '创建视频' },
    about: { en: 'The same task in OpenAI’s format.', zh: '同一任务，使用 OpenAI 格式。' },
    parameters: [KEY],
    takesCreate: true,
    answers: { schema: 'Video' },
    refuses: ['create'],
  },
  {
    path: VIDEOS,
    method: 'get',
    id: 'listVideos',
    protocol: 'openai',
    scope: 'read',
    summary: { en: 'List videos', zh: '列出视频' },
    parameters: [
      query(
        'limit',
        { type: 'integer', minimum: 0, maximum: 100, default: 20 },
        { en: 'Videos on a page.', zh: '每页视频数。' },
      ),
      query(
        'order',
        { enum: ['asc', 'desc'], default: 'desc' },
        { en: 'By the time of their creation.', zh: '按创建时间排序。' },
      ),
      query('after', { type: 'string' }, { en: '`last_id` of the page before.', zh: '上一页的 `last_id`。' }),
    ],
    answers: { schema: 'VideoList' },
    refuses: ['list', 'one'],
  },
  {
    path: `${VIDEOS}/{id}`,
    method: 'get',
    id: 'getVideo',
    protocol: 'openai',
    scope: 'read',
    summary: { en: 'Get a video', zh: '查询视频' },
    parameters: [ID],
    answers: { schema: 'Video' },
    refuses: ['one'],
  },
  {
    path: `${VIDEOS}/{id}`,
    method: 'delete',
    id: 'deleteVideo',
    protocol: 'openai',
    scope: 'generate',
    summary: { en: 'Delete a video', zh: '删除视频' },
    about: {
      en: 'Of a completed or failed one; it goes into the bin for 30 days.',
      zh: '仅限已完成或失败的视频；移入回收站保留 30 天。',
    },
    parameters: [ID],
    answers: { schema: 'DeletedVideo' },
    refuses: ['one', 'content'],
  },
  ...(['get', 'head'] as const).map((method): Operation => ({
    path: `${VIDEOS}/{id}/content`,
    method,
    id: method === 'get' ? 'getVideoContent' : 'headVideoContent',
    protocol: 'openai',
    scope: 'read',
    summary:
      method === 'get'
        ? { en: 'Download a video', zh: '下载视频' }
        : { en: 'Size and type of a video', zh: '视频的大小与类型' },
    parameters: [
      ID,
      query(
        'variant',
        { enum: ['video', 'thumbnail', 'spritesheet'], default: 'video' },
        { en: 'The clip, its poster, or frames of it side by side.', zh: '成片、封面或并排的画面。' },
      ),
    ],
    answers: { bytes: ['video/mp4', 'video/quicktime', 'image/webp', 'image/jpeg'] },
    refuses: ['one', 'content'],
  })),
]

export const OPERATIONS: readonly Operation[] = [...ARK, ...OPENAI]
