/** The parts of JSON Schema 2020-12 and OpenAPI 3.1 that our document uses. */
export interface JsonSchema {
  type?: string | readonly string[]
  description?: string
  properties?: Readonly<Record<string, JsonSchema>>
  required?: readonly string[]
  additionalProperties?: boolean | JsonSchema
  items?: JsonSchema
  enum?: readonly unknown[]
  const?: unknown
  default?: unknown
  anyOf?: readonly JsonSchema[]
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  maxItems?: number
  format?: string
  pattern?: string
  examples?: readonly unknown[]
  contentMediaType?: string
  $ref?: string
}

export interface MediaType {
  schema: JsonSchema
  example?: unknown
}

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  description: string
  schema: JsonSchema
  style?: 'form'
  explode?: boolean
}

export interface HeaderObject {
  description: string
  schema: JsonSchema
}

export interface ResponseObject {
  description: string
  headers?: Readonly<Record<string, HeaderObject>>
  content?: Readonly<Record<string, MediaType>>
}

export interface OperationObject {
  operationId: string
  summary: string
  description?: string
  tags: readonly string[]
  parameters?: readonly Parameter[]
  requestBody?: { required: true; content: Readonly<Record<string, MediaType>> }
  responses: Readonly<Record<string, ResponseObject>>
}

export type Method = 'get' | 'head' | 'post' | 'delete'

export interface OpenApiDocument {
  openapi: '3.1.1'
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } }
  servers: readonly { url: string; description: string }[]
  security: readonly Readonly<Record<string, readonly string[]>>[]
  tags: readonly { name: string; description: string }[]
  paths: Readonly<Record<string, Readonly<Partial<Record<Method, OperationObject>>>>>
  webhooks: Readonly<Record<string, { post: OperationObject }>>
  components: {
    securitySchemes: Readonly<Record<string, { type: 'http'; scheme: 'bearer'; description: string }>>
    schemas: Readonly<Record<string, JsonSchema>>
  }
}
