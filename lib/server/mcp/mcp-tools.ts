import 'server-only'
import type { CallToolResult, McpServer, StandardSchemaWithJSON } from '@modelcontextprotocol/server'
import * as z from 'zod/mini'
import { type Action, isAllowed } from '#lib/access/permissions.ts'
import type { TokenPrincipal } from '#lib/access/principal.ts'
import { MODEL_FACTS, type ModelFacts } from '#lib/api/openapi/model-facts.ts'
import type { Log } from '#lib/server/clock.ts'
import { createTask, type EndpointServices } from '#lib/server/endpoint/create-task.ts'
import { filterOf, findTask } from '#lib/server/endpoint/find-task.ts'
import type { PrintServices } from '#lib/server/endpoint/print-task.ts'
import { quoteTask } from '#lib/server/endpoint/quote-task.ts'
import { listTaskRows } from '#lib/server/endpoint/task-store.ts'
import { type ReadServices, showGenerations } from '#lib/server/generations/read-generations.ts'
import { parseInput } from '#lib/server/http/parse-input.ts'
import { toRefusal } from '#lib/server/wire/to-refusal.ts'
import { WireError } from '#lib/server/wire/wire-error.ts'
import {
  clipsSchema,
  createInputSchema,
  getInputSchema,
  listInputSchema,
  modelsSchema,
  noInputSchema,
  quoteInputSchema,
  quoteSchema,
  videoSchema,
  type WishedVideo,
} from './mcp-schemas.ts'
import { toToolVideo } from './tool-video.ts'

export type ToolServices = EndpointServices & PrintServices & ReadServices & { log: Log }

/** Registers the tools that act for `principal`. What one may not do is refused when it is called, so that a client can say why. */
export function addTools(server: McpServer, services: ToolServices, principal: TokenPrincipal): void {
  const add = adder(server, services, principal)
  add('list_models', {
    title: 'List models',
    description: 'The models with their modes, limits and prices.',
    permission: 'studio.read',
    input: noInputSchema,
    output: modelsSchema,
    run: async () => ({ models: MODEL_FACTS.map(toToolModel) }),
  })
  add('quote', {
    title: 'Quote a clip',
    description: 'What a clip would cost and what is wrong with the request. Nothing is started or spent.',
    permission: 'generation.read',
    input: quoteInputSchema,
    output: quoteSchema,
    run: (wish: WishedVideo) => quoteTask(services, principal, fieldsOf(wish)),
  })
  add('create_video', {
    title: 'Create a clip',
    description: 'Starts one clip, which is paid. Answers at once; get_video tells when it is there.',
    permission: 'generation.create',
    input: createInputSchema,
    output: videoSchema,
    run: async ({ idempotency_key: key, ...wish }: WishedVideo & { idempotency_key: string }) => {
      const { generation } = await createTask(services, principal, createRequest(key, fieldsOf(wish)), 'ark')
      return toToolVideo(services, generation)
    },
  })
  add('get_video', {
    title: 'Get a clip',
    description: 'How a clip stands, and signed addresses of its files once it has succeeded.',
    permission: 'generation.read',
    input: getInputSchema,
    output: videoSchema,
    run: async ({ id }: { id: string }) => toToolVideo(services, await findTask(services, principal, id)),
  })
  add('list_clips', {
    title: 'List clips',
    description: 'Finished clips, newest first.',
    permission: 'generation.read',
    input: listInputSchema,
    output: clipsSchema,
    run: (page: ClipPage) => listClips(services, principal, page),
  })
}

interface Tool<Input, Output> {
  title: string
  description: string
  permission: Action
  input: StandardSchemaWithJSON<unknown, Input>
  output: StandardSchemaWithJSON<Output, unknown>
  run(input: Input): Promise<Output>
}

function adder(server: McpServer, { log }: ToolServices, principal: TokenPrincipal) {
  return <Input, Output extends object>(name: string, tool: Tool<Input, Output>): void => {
    const { title, description, permission, input: inputSchema, output: outputSchema, run } = tool
    const readOnlyHint = permission !== 'generation.create'
    // What is created costs, but takes nothing away, and with its key it may be sent again.
    const annotations = { readOnlyHint, destructiveHint: false, idempotentHint: true, openWorldHint: false }
    server.registerTool(
      name,
      { title, description, inputSchema, outputSchema, annotations },
      async (input): Promise<CallToolResult> => {
        try {
          if (!isAllowed(principal, permission)) throw notAllowed(principal)
          // The schema has looked at the rest.
          parseInput(z.record(z.string(), z.unknown()), input, 'request')
          const answer = await run(input as Input)
          return {
            content: [{ type: 'text', text: JSON.stringify(answer) }],
            structuredContent: { ...answer },
          }
        } catch (error) {
          const { code, message, param, status } = toRefusal(error)
          if (status >= 500) log('error', `The MCP tool ${name} failed`, { cause: String(error) })
          const text = `${code}${param === undefined ? '' : ` at ${param}`}: ${message}`
          return { content: [{ type: 'text', text }], isError: true }
        }
      },
    )
  }
}

function notAllowed({ scopes, role }: TokenPrincipal): WireError {
  const message = `This token may not do that: it has the scopes ${scopes.join(', ')}, and its maker is ${role}.`
  return new WireError('AccessDenied', { message })
}

/** As a program would send it to the task API: the same door, with all its checks. */
function createRequest(key: string, fields: Record<string, unknown>): Request {
  return new Request('http://mcp.invalid/', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(fields),
  })
}

function fieldsOf({ references = [], prompt, ...settings }: WishedVideo): Record<string, unknown> {
  const media = references.map(({ kind, url, role, name }) => ({
    type: `${kind}_url`,
    [`${kind}_url`]: { url },
    role: role ?? (kind === 'image' ? undefined : `reference_${kind}`),
    name,
  }))
  return { ...settings, prompt, ...(media.length > 0 && { content: media }) }
}

interface ClipPage {
  limit?: number | undefined
  model?: string | undefined
  after?: string | undefined
}

const USUAL_PAGE = 20

async function listClips(services: ToolServices, principal: TokenPrincipal, page: ClipPage) {
  const { limit = USUAL_PAGE, model, after } = page
  const mark = after === undefined ? undefined : await findTask(services, principal, after)
  const rows = await listTaskRows(services.database.db, {
    ...filterOf(principal),
    states: ['succeeded'],
    order: 'desc',
    limit: limit + 1,
    ...(model !== undefined && { models: [model] }),
    ...(mark && { after: { created_at: mark.createdAt, id: mark.id } }),
  })
  const shown = await showGenerations(services, rows.slice(0, limit))
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    clips: shown.map((generation) => toToolVideo(services, generation)),
    ...(last && { next: last.id }),
  }
}

function toToolModel(model: ModelFacts) {
  const { min, max, usual, only } = model.duration
  return {
    id: model.id,
    name: model.name,
    modes: [...model.modes],
    resolutions: [...model.resolutions],
    usual_resolution: model.usualResolution,
    ratios: [...model.ratios],
    duration: { min, max, usual, ...(only && { only: [...only] }) },
    references: model.references,
    has_sound: model.hasSound,
    price_per_second: model.pricePerSecond.map((price) => ({ ...price })),
  }
}
