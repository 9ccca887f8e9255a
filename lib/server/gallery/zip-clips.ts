import 'server-only'
import { predictLength } from 'client-zip'
import type { Principal } from '#lib/access/principal.ts'
import { actorOf, recordAudit } from '#lib/server/audit/record-audit.ts'
import type { Clock } from '#lib/server/clock.ts'
import { attachment } from '#lib/server/media/serve-blob.ts'
import {
  type LeftOut,
  type PlannedClip,
  planZip,
  readRecipes,
  toJson,
  type ZipPlan,
  type ZipServices,
} from './zip-plan.ts'
import { exactly, type ZipEntry, zipStream } from './zip-stream.ts'

/**
 * A zip of clips, each with its recipe beside it, and a manifest of them all. It is written while it is read, from one file after another,
 * stored as they are: videos don't get smaller. The clips are the originals, byte for byte; their recipes need not be inside them as well.
 * Throws as planZip does; a file that vanishes after that breaks the answer off, which the browser says.
 */
export async function zipClips(
  services: ZipServices & { clock: Clock },
  principal: Principal,
  ids: readonly string[],
): Promise<Response> {
  const plan = await planZip(services, principal, [...new Set(ids)])
  const now = services.clock()
  await recordAudit(services.database.db, {
    teamId: principal.teamId,
    actor: actorOf(principal),
    action: 'clips.zipped',
    at: now,
    targetId: plan.clips[0]?.id,
    details: { clips: plan.clips.length, project: plan.projectName },
  })
  const manifest = toJson(manifestOf(plan, now))
  return new Response(zipStream(entriesOf(services, principal, plan, manifest)), {
    headers: {
      'content-type': 'application/zip',
      'content-length': String(predictLength(metadataOf(plan, manifest))),
      'content-disposition': attachment(nameOf(plan)),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}

const MANIFEST = 'manifest.json'

/** Recipes of one look at the rows. */
const RECIPES_AT_ONCE = 100

async function* entriesOf(
  services: ZipServices & { clock: Clock },
  principal: Principal,
  { clips }: ZipPlan,
  manifest: Uint8Array,
): AsyncGenerator<ZipEntry> {
  yield { name: MANIFEST, lastModified: new Date(services.clock()), input: manifest }
  for (let start = 0; start < clips.length; start += RECIPES_AT_ONCE) {
    const page = clips.slice(start, start + RECIPES_AT_ONCE)
    const recipes = await readRecipes(
      services,
      principal,
      page.map(({ id }) => id),
    )
    for (const clip of page) {
      const lastModified = new Date(clip.createdAt)
      const reader = (await services.blobs.read(clip.blobKey)).getReader()
      try {
        yield { name: videoName(clip), lastModified, input: exactly(reader, clip.bytes) }
      } finally {
        await reader.cancel()
      }
      if (clip.recipeBytes !== undefined)
        yield {
          name: recipeName(clip),
          lastModified,
          input: padded(recipes.get(clip.id) ?? new Uint8Array(), clip.recipeBytes),
        }
    }
  }
}

/** A recipe says less where the file of a reference has just gone; JSON may end in blanks. */
function padded(recipe: Uint8Array, bytes: number): Uint8Array {
  if (recipe.byteLength === bytes) return recipe
  if (recipe.byteLength > bytes) throw new Error('a recipe has grown while it was downloaded')
  const whole = new Uint8Array(bytes).fill(' '.charCodeAt(0))
  whole.set(recipe)
  return whole
}

function* metadataOf({ clips }: ZipPlan, manifest: Uint8Array) {
  yield { name: MANIFEST, size: manifest.byteLength }
  for (const clip of clips) {
    yield { name: videoName(clip), size: clip.bytes }
    if (clip.recipeBytes !== undefined) yield { name: recipeName(clip), size: clip.recipeBytes }
  }
}

function videoName({ name, extension }: PlannedClip): string {
  return `${name}.${extension}`
}

function recipeName({ name }: PlannedClip): string {
  return `${name}.recipe.json`
}

const REASONS: Record<LeftOut['reason'], string> = {
  no_clip: 'It has no clip.',
  in_bin: 'It is in the bin.',
  file_missing: 'Its file is not on the storage.',
}

function manifestOf({ clips, leftOut }: ZipPlan, now: number) {
  return {
    format: 'seedreel-clips',
    version: 1,
    madeAt: new Date(now).toISOString(),
    clips: clips.map((clip) => ({
      id: clip.id,
      file: videoName(clip),
      ...(clip.recipeBytes !== undefined && { recipe: recipeName(clip) }),
      ...clip.facts,
    })),
    leftOut: leftOut.map(({ id, name, reason }) => ({ id, name, reason, message: REASONS[reason] })),
  }
}

/** `Spring - 12 clips.zip` */
function nameOf({ projectName, clips }: ZipPlan): string {
  const count = clips.length === 1 ? '1 clip' : `${clips.length} clips`
  const project = projectName.replaceAll(/[^\p{L}\p{M}\p{N}._-]+/gu, ' ').trim()
  return `${project === '' ? 'Seedreel' : project} - ${count}.zip`
}
