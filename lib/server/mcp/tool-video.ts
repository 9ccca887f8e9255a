import 'server-only'
import * as z from 'zod/mini'
import { arkTaskSchema } from '#lib/api/openapi/answers.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { plainText } from '#lib/prompt/mentions.ts'
import { printArkTask, type PrintServices } from '#lib/server/endpoint/print-task.ts'
import type { ToolVideo } from './mcp-schemas.ts'

/** A generation as MCP's tools tell of it: what the endpoint says, without what is said twice there. */
export function toToolVideo(services: PrintServices, generation: Generation): ToolVideo {
  const { id, recipe, createdAt, clip } = generation
  const task = z.parse(arkTaskSchema, printArkTask(services, generation))
  const { video_url: videoUrl, last_frame_url: lastFrameUrl } = task.content
  const progress = task.items[0]?.progress
  return {
    id,
    status: task.status,
    ...(progress !== undefined && { progress }),
    model: recipe.model,
    prompt: plainText(recipe.prompt, recipe.references),
    created_at: new Date(createdAt).toISOString(),
    ...(clip && { seconds: clip.duration, size: `${clip.width}x${clip.height}` }),
    ...(videoUrl !== undefined && { video_url: videoUrl }),
    ...(lastFrameUrl !== undefined && { last_frame_url: lastFrameUrl }),
    page: `${services.origin}/clips/${id}`,
    ...(task.usage && { tokens: task.usage.total_tokens }),
    ...(task.error && { error: task.error }),
  }
}
