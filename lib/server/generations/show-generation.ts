import 'server-only'
import * as z from 'zod/mini'
import type { ClipFile, Generation, GenerationProblem, Recipe } from '#lib/generation/generation.ts'
import { isOwnMaker } from '#lib/generation/made-here.ts'
import { explainStored } from '#lib/seedance/stored-errors.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import { priceOfTokens } from '#lib/seedance/price.ts'
import { MODES } from '#lib/seedance/request.ts'
import type { GenerationRow, MediaRow } from '#lib/server/database/tables.ts'
import { readSpriteLayout } from '#lib/server/media/sprite-layout.ts'
import { readRecipe } from './recipe.ts'

export interface ShownWith {
  clip: MediaRow | undefined
  lastFrame: MediaRow | undefined
  projectName: string
}

/** A row as the studio's own API shows it. Provider addresses and task ids stay here. */
export function showGeneration(row: GenerationRow, { clip, lastFrame, projectName }: ShownWith): Generation {
  const recipe = readRecipe(row.recipe)
  return {
    id: row.id,
    projectId: row.project_id,
    shotId: row.shot_id,
    ...present('batchId', row.batch_id),
    ...present('retryOf', row.retry_of),
    take: row.take,
    authorId: row.author_id,
    provider: row.provider,
    state: row.state,
    ...present('phase', row.phase),
    ...present('progress', row.progress),
    recipe,
    mode: z.parse(z.enum(MODES), row.mode),
    createdAt: row.created_at,
    ...present('submittedAt', row.submitted_at),
    ...present('startedAt', row.started_at),
    ...present('finishedAt', row.finished_at),
    ...present('nextTryAt', nextTryOf(row)),
    attempts: row.attempts,
    ...present('problem', row.problem === null ? null : readProblem(row.problem)),
    cancelRequested: row.cancel_requested === 1,
    ...present('seed', row.seed),
    ...present('estimate', priced(recipe, row.estimated_tokens)),
    ...present('usage', priced(recipe, row.used_tokens)),
    ...(clip === undefined ? {} : { clip: showClip(row, clip, lastFrame, projectName) }),
    version: row.version,
  }
}

/** In the first currency whose rate is known. */
function priced({ model, settings, references }: Recipe, tokens: number | null): Generation['usage'] | null {
  if (tokens === null) return null
  const hasVideoInput = references.some(({ kind }) => kind === 'video')
  const [money] = priceOfTokens(modelOrLoosest(model).model, { ...settings, hasVideoInput }, tokens)
  return money === undefined ? { tokens } : { tokens, money }
}

/** A column as a key that is absent rather than null. */
function present<Key extends string, Value>(
  key: Key,
  value: Value | null,
): { [K in Key]?: NonNullable<Value> } {
  const shown: { [K in Key]?: NonNullable<Value> } = {}
  if (value != null) shown[key] = value
  return shown
}

/** While a step holds the row its next date is the lease's end, which is nobody's concern. */
function nextTryOf(row: GenerationRow): number | null {
  const isWaiting =
    row.state === 'uncertain' || row.state === 'saving' || (row.state === 'queued' && row.attempts > 0)
  return isWaiting && row.lease_owner === null ? row.due_at : null
}

const problemFields = {
  code: z.string(),
  providerCode: z.exactOptional(z.string()),
  retryable: z.boolean(),
  field: z.exactOptional(z.string()),
}
const sentenceSchema = z.object({ en: z.string(), zh: z.string() })
const problemSchema = z.object({ ...problemFields, message: sentenceSchema, advice: sentenceSchema })
/** Rows from before there were two languages. */
const englishProblemSchema = z.object({ ...problemFields, message: z.string(), advice: z.string() })

/** As it is kept, in both languages, whenever it was written. */
export function readProblem(json: string): GenerationProblem {
  const stored: unknown = JSON.parse(json)
  const english = z.safeParse(englishProblemSchema, stored)
  return english.success
    ? { ...english.data, ...explainStored(english.data) }
    : z.parse(problemSchema, stored)
}

function showClip(
  row: GenerationRow,
  clip: MediaRow,
  lastFrame: MediaRow | undefined,
  projectName: string,
): ClipFile {
  const url = `/api/media/${clip.id}`
  const name = clipFileName(row, clip.format, projectName)
  return {
    mediaId: clip.id,
    format: clip.format === 'mov' ? 'mov' : 'mp4',
    videoUrl: url,
    downloadUrl: `/api/generations/${row.id}/download?name=${encodeURIComponent(name)}`,
    ...(clip.poster_key === null ? {} : { posterUrl: `${url}/preview` }),
    ...(clip.sprite_layout !== null && {
      sprite: { url: `${url}/sprite`, ...readSpriteLayout(clip.sprite_layout) },
    }),
    ...(lastFrame === undefined
      ? {}
      : { lastFrameUrl: `/api/media/${lastFrame.id}`, lastFrameMediaId: lastFrame.id }),
    ...present('thumbhash', clip.thumbhash),
    width: clip.width ?? 0,
    height: clip.height ?? 0,
    duration: (clip.duration_ms ?? 0) / 1000,
    fps: clip.fps ?? 0,
    hasAudio: clip.has_audio === 1,
    bytes: clip.bytes,
    sha256: clip.sha256,
  }
}

/** Project, the prompt's first words, take and model, as a file name: `Spring - A fox runs - take 2 - Seedance 2.0.mp4`. */
export function clipFileName(row: GenerationRow, format: string, projectName: string): string {
  const parts = [
    fileWords(projectName, 40),
    fileWords(row.prompt_text, 48),
    `take ${row.take}`,
    isOwnMaker(row.model) ? '' : fileWords(modelOrLoosest(row.model).model.label, 40),
  ]
  return `${parts.filter((part) => part !== '').join(' - ')}.${format === 'mov' ? 'mov' : 'mp4'}`
}

/** Whole words, without anything that a file system or a header minds. */
function fileWords(text: string, most: number): string {
  const words = text
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, ' ')
    .trim()
  const characters = [...words]
  if (characters.length <= most) return words
  const cut = characters.slice(0, most).join('')
  return cut.slice(0, cut.lastIndexOf(' ') > most / 2 ? cut.lastIndexOf(' ') : undefined).trim()
}
