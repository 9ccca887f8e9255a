/** The OpenAPI 3.1 document of the studio as an endpoint, in one of the languages. Written from the tables beside it; app/openapi.test.ts holds it against the running routes. */
import * as z from 'zod/mini'
import type { Language, Sentence } from '#lib/language/language.ts'
import { ALIASES, type Field } from '#lib/seedance/aliases.ts'
import {
  arkCreatedSchema,
  arkDeletedSchema,
  arkErrorSchema,
  arkTaskListSchema,
  arkTaskSchema,
  deletedVideoSchema,
  openaiErrorSchema,
  studioErrorSchema,
  videoEventSchema,
  videoListSchema,
  videoSchema,
} from './answers.ts'
import { CREATE_FIELDS, LAYERS } from './create-fields.ts'
import type {
  JsonSchema,
  MediaType,
  OpenApiDocument,
  OperationObject,
  ResponseObject,
} from './json-schema.ts'
import { type Operation, OPERATIONS, type Protocol } from './operations.ts'
import { webhooksOf } from './webhooks.ts'
import { REFUSALS } from './refusals.ts'

export function openApiDocument(origin: string, language: Language): OpenApiDocument {
  const say = (sentence: Sentence) => sentence[language]
  const paths: Record<string, Record<string, OperationObject>> = {}
  for (const operation of OPERATIONS)
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method]: printOperation(operation, say),
    }
  return {
    openapi: '3.1.1',
    info: {
      title: say(TITLE),
      version: '1.0.0',
      description: say(ABOUT),
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: origin, description: say(THIS_STUDIO) }],
    security: [{ apiToken: [] }],
    tags: [
      { name: say(TAGS.ark), description: say(ABOUT_TAGS.ark) },
      { name: say(TAGS.openai), description: say(ABOUT_TAGS.openai) },
    ],
    paths,
    webhooks: webhooksOf(say),
    components: {
      securitySchemes: { apiToken: { type: 'http', scheme: 'bearer', description: say(ABOUT_TOKENS) } },
      schemas: schemasOf(say),
    },
  }
}

type Say = (sentence: Sentence) => string

const TITLE: Sentence = { en: 'Seedreel as an endpoint', zh: 'Seedreel 接口' }
const ABOUT: Sentence = {
  en: 'The studio speaks the Seedance task API and OpenAI’s videos API. Whatever is made through them is a generation like any other: in a project, priced, saved, and in the gallery.',
  zh: '工作室支持 Seedance 任务 API 和 OpenAI 视频 API。通过它们生成的内容与其他生成记录无异：归属项目、计价、保存，并出现在作品库中。',
}
const THIS_STUDIO: Sentence = { en: 'This studio', zh: '本工作室' }
const ABOUT_TOKENS: Sentence = {
  en: 'An API token, made in the settings. It acts as its maker, within its scopes and its project.',
  zh: 'API 令牌，在设置中创建。它以创建者身份操作，受其权限和项目限制。',
}
const TAGS: Record<Protocol, Sentence> = {
  ark: { en: 'Seedance tasks', zh: 'Seedance 任务' },
  openai: { en: 'OpenAI videos', zh: 'OpenAI 视频' },
}
const ABOUT_TAGS: Record<Protocol, Sentence> = {
  ark: {
    en: 'Volcano Ark’s and the Seedance gateways’ protocol, with all spellings of their fields.',
    zh: '火山方舟及 Seedance 网关的协议，支持其字段的所有写法。',
  },
  openai: { en: 'What the openai clients speak.', zh: 'openai 客户端使用的协议。' },
}

function printOperation(operation: Operation, say: Say): OperationObject {
  const { id, protocol, summary, about, parameters, takesCreate } = operation
  return {
    operationId: id,
    summary: say(summary),
    ...(about && { description: say(about) }),
    tags: [say(TAGS[protocol])],
    ...(parameters.length > 0 && {
      parameters: parameters.map(({ about: meaning, ...rest }) => ({ ...rest, description: say(meaning) })),
    }),
    ...(takesCreate && {
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: { $ref: '#/components/schemas/Create' }, example: EXAMPLE },
          'multipart/form-data': { schema: { $ref: '#/components/schemas/Create' } },
        },
      },
    }),
    responses: { ...successOf(operation, say), ...refusalsOf(operation, say) },
  }
}

const EXAMPLE = {
  model: 'doubao-seedance-2-0-260128',
  prompt: 'A lighthouse in the rain',
  duration: 4,
  ratio: '16:9',
  resolution: '480p',
}

function successOf({ answers, method }: Operation, say: Say): Record<string, ResponseObject> {
  const headers = { 'x-request-id': requestId(say) }
  if ('schema' in answers) {
    const schema = { $ref: `#/components/schemas/${answers.schema}` }
    return { 200: { description: say(DONE), headers, content: { 'application/json': { schema } } } }
  }
  const bytes = Object.fromEntries(answers.bytes.map((type): [string, MediaType] => [type, { schema: {} }]))
  const body = { headers, ...(method === 'get' && { content: bytes }) }
  return {
    200: { description: say(BYTES), ...body },
    206: { description: say(PART), ...body },
    304: { description: say(UNCHANGED), headers },
    416: { description: say(BEYOND), headers, ...(method === 'get' && errorContent('openai')) },
  }
}

function refusalsOf({ refuses, protocol, method }: Operation, say: Say): Record<string, ResponseObject> {
  const responses: Record<string, ResponseObject> = {}
  for (const { status, at, when, codes } of REFUSALS) {
    if (at !== 'everywhere' && !refuses.includes(at)) continue
    const said = `${codes.join(', ')}: ${say(when)}`
    const earlier = responses[status]?.description
    responses[status] = {
      description: earlier === undefined ? said : `${earlier} ${said}`,
      headers: {
        'x-request-id': requestId(say),
        ...(status === 401 && {
          'www-authenticate': { description: 'Bearer', schema: { type: 'string' } },
        }),
      },
      ...(method !== 'head' && errorContent(protocol)),
    }
  }
  const other = { 'application/json': { schema: { $ref: '#/components/schemas/StudioError' } } }
  return { ...responses, default: { description: say(BEFORE), ...(method !== 'head' && { content: other }) } }
}

function errorContent(protocol: Protocol): Pick<ResponseObject, 'content'> {
  const name = protocol === 'ark' ? 'Error' : 'OpenAIError'
  return { content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } } }
}

const DONE: Sentence = { en: 'Done.', zh: '完成。' }
const BYTES: Sentence = { en: 'All of the file.', zh: '完整文件。' }
const PART: Sentence = { en: 'The range that was asked for.', zh: '所请求的字节范围。' }
const UNCHANGED: Sentence = { en: 'The same as the one that the caller has.', zh: '与调用方已有的相同。' }
const BEYOND: Sentence = { en: 'The range lies behind the end.', zh: '字节范围超出文件末尾。' }
const BEFORE: Sentence = {
  en: 'Refused before the endpoint was asked: an address that can’t be read (400), a method that there is not (405), a name that is not the studio’s (421).',
  zh: '在接口处理之前被拒绝：地址无法读取（400）、方法不支持（405）、主机名不属于本工作室（421）。',
}

function requestId(say: Say) {
  const about: Sentence = { en: 'Names this answer, for support.', zh: '此次应答的标识，供排查使用。' }
  return { description: say(about), schema: { type: 'string' } } as const
}

function schemasOf(say: Say): Record<string, JsonSchema> {
  return {
    Create: createSchema(say),
    CreatedTask: toJson(arkCreatedSchema),
    Task: toJson(arkTaskSchema),
    TaskList: toJson(arkTaskListSchema),
    DeletedTask: toJson(arkDeletedSchema),
    Video: toJson(videoSchema),
    VideoList: toJson(videoListSchema),
    VideoEvent: toJson(videoEventSchema),
    DeletedVideo: toJson(deletedVideoSchema),
    Error: toJson(arkErrorSchema),
    OpenAIError: toJson(openaiErrorSchema),
    StudioError: toJson(studioErrorSchema),
  }
}

function toJson(schema: z.ZodMiniType): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { override: withoutSafeBounds })
  return rest as JsonSchema
}

/** Bounds that every whole number in JavaScript has say nothing. */
function withoutSafeBounds({ jsonSchema }: { jsonSchema: { minimum?: number; maximum?: number } }): void {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
}

/** Every spelling of every field; what else is sent is left out with a notice. */
function createSchema(say: Say): JsonSchema {
  const names = Object.keys(ALIASES).filter((name): name is Field => name in ALIASES)
  const fields = names.flatMap((name) =>
    ALIASES[name].map((spelling, index): [string, JsonSchema] => {
      const { schema, about } = CREATE_FIELDS[name]
      const first = ALIASES[name][0]
      return [spelling, { ...schema, description: index === 0 ? say(about) : say(sameAs(first)) }]
    }),
  )
  const layers = Object.entries(LAYERS).map(([name, { schema, about }]): [string, JsonSchema] => [
    name,
    { ...schema, description: say(about) },
  ])
  return {
    type: 'object',
    required: ['model'],
    properties: Object.fromEntries([...fields, ...layers]),
    additionalProperties: true,
  }
}

function sameAs(field: string): Sentence {
  return {
    en: `The same as \`${field}\`, which goes before it where they disagree.`,
    zh: `同 \`${field}\`；两者不一致时以 \`${field}\` 为准。`,
  }
}
