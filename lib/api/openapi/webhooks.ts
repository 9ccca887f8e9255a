/** What the studio posts to addresses elsewhere, for the OpenAPI document. Signed as Standard Webhooks says. */
import type { Sentence } from '#lib/language/language.ts'
import type { OpenApiDocument, OperationObject } from './json-schema.ts'

interface Message {
  id: string
  schema: 'Task' | 'VideoEvent'
  summary: Sentence
  about: Sentence
}

const MESSAGES: readonly Message[] = [
  {
    id: 'taskChanged',
    schema: 'Task',
    summary: { en: 'A task changed', zh: '任务有变化' },
    about: {
      en: 'To the `callback_url` of a task that was created on /api/v3: the task, as a query would answer it.',
      zh: '发往 /api/v3 创建请求的 `callback_url`：内容与查询任务的应答相同。',
    },
  },
  {
    id: 'videoChanged',
    schema: 'VideoEvent',
    summary: { en: 'A video changed', zh: '视频有变化' },
    about: {
      en: 'To the team’s webhooks, and to the `callback_url` of a video that was created on /v1/videos.',
      zh: '发往团队的 Webhook，以及 /v1/videos 创建请求的 `callback_url`。',
    },
  },
]

const HEADERS: readonly [name: string, about: Sentence][] = [
  [
    'webhook-id',
    {
      en: 'Names this message; it is the same at every try, so that what came twice is done once.',
      zh: '消息标识；每次重试都相同，可用于去重。',
    },
  ],
  [
    'webhook-timestamp',
    { en: 'Seconds since 1970, of this try.', zh: '本次发送的时间（自 1970 年起的秒数）。' },
  ],
  [
    'webhook-signature',
    {
      en: '`v1,` and the base64 of HMAC-SHA256 over id.timestamp.body, with the secret behind `whsec_`.',
      zh: '`v1,` 加上对 id.timestamp.body 的 HMAC-SHA256（base64），密钥为 `whsec_` 之后的部分。',
    },
  ],
]

const RECEIVED: Sentence = {
  en: 'Received. Anything else is tried again, ten times over a day.',
  zh: '已收到。其他应答会在一天内重试十次。',
}

export function webhooksOf(say: (sentence: Sentence) => string): OpenApiDocument['webhooks'] {
  return Object.fromEntries(
    MESSAGES.map(({ id, schema, summary, about }): [string, { post: OperationObject }] => [
      id,
      {
        post: {
          operationId: id,
          summary: say(summary),
          description: say(about),
          tags: [],
          parameters: HEADERS.map(([name, meaning]) => ({
            name,
            in: 'header',
            required: true,
            description: say(meaning),
            schema: { type: 'string' },
          })),
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
          },
          responses: { '2XX': { description: say(RECEIVED) } },
        },
      },
    ]),
  )
}
