import 'server-only'
import type { Recipe } from '#lib/generation/generation.ts'
import { plainText } from '#lib/prompt/mentions.ts'
import { type ModelCapabilities, MODELS, nearestRatio, outputSize } from '#lib/seedance/models.ts'
import type { Ratio, Resolution } from '#lib/seedance/request.ts'
import { nextChange } from '#lib/server/database/change-counter.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { GenerationRow, MediaRow } from '#lib/server/database/tables.ts'
import { seededRandom } from '#lib/server/sandbox/render/seeded-random.ts'
import { ensureFirstTeam, FIRST_PROJECT_ID, FIRST_TEAM_ID } from '#lib/server/teams/team-store.ts'

/** Many finished clips in one project, some failures among them: rows only, all of which share the files they are given. */
export interface ManyClips {
  count: number
  /** Of the newest; each is some minutes older than the next. */
  newestAt: number
  authorId: string
  /** Whose bytes, measures and previews a clip has; one after another. */
  files: readonly MediaRow[]
  /** Clips are as large and as long as their files really are; else they only say that they are of all sizes. */
  isMeasured?: boolean
  /** Absent: the first. */
  projectId?: string
  /** Stands in every id: letters and digits, another one for each time. */
  name?: string
  seed?: number
}

/** One bulk insert; more rows than this have more values than SQLite takes in one statement (32,766). */
const ROWS_AT_ONCE = 500

export async function insertManyClips(database: Database, wish: ManyClips): Promise<void> {
  await ensureFirstTeam(database, wish.newestAt)
  const random = seededRandom(wish.seed ?? 1)
  let shot = { id: '', next: 1 }
  for (let start = 0; start < wish.count; start += ROWS_AT_ONCE) {
    const rows = Array.from({ length: Math.min(ROWS_AT_ONCE, wish.count - start) }, (_, offset) => {
      const index = start + offset
      // 1 to 12 takes of a shot, most often few.
      if (shot.id === '' || random() < 0.3 || shot.next > 12)
        shot = { id: `sht_${wish.name ?? 'many'}${String(index).padStart(7, '0')}`, next: 1 }
      const take = shot.next
      shot.next += 1
      return makeRow(wish, random, { index, shotId: shot.id, take })
    })
    await insertRows(database, rows)
  }
}

interface Made {
  generation: GenerationRow
  clip: MediaRow | undefined
}

async function insertRows(database: Database, rows: readonly Made[]): Promise<void> {
  await database.transaction(async (transaction) => {
    const version = await nextChange(transaction)
    const shots = new Map(
      rows.map(({ generation: { shot_id: id, team_id, project_id, author_id, created_at } }) => [
        id,
        { id, team_id, project_id, author_id, next_take: 13, created_at },
      ]),
    )
    await transaction
      .insertInto('shots')
      .values([...shots.values()])
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const clips = rows.flatMap(({ clip }) => (clip ? [clip] : []))
    if (clips.length > 0) await transaction.insertInto('media').values(clips).execute()
    await transaction
      .insertInto('generations')
      .values(rows.map(({ generation }) => ({ ...generation, version })))
      .execute()
  })
}

const WHO = [
  'a lantern boat',
  'the old tram',
  'a fox',
  'two dancers',
  '一只狐狸',
  '红色灯笼',
  '老电车',
  'a paper crane',
]
const WHERE = [
  'under the bridge',
  'in the rain',
  'over the harbour',
  'at dusk',
  '在雨夜的街道',
  '在海边',
  '穿过雪地',
]
const HOW = ['slow push in', 'handheld', 'aerial view', 'close-up', '缓慢推进', '镜头跟随', 'time lapse']
const NAMES = ['harbour', 'ridge', '主角', 'street']
const RESOLUTIONS: readonly Resolution[] = ['480p', '720p', '1080p']
const RATIOS: readonly Exclude<Ratio, 'adaptive'>[] = ['16:9', '4:3', '1:1', '3:4', '9:16', '21:9']
const FAILURE = JSON.stringify({
  code: 'output_refused',
  providerCode: 'OutputVideoSensitiveContentDetected',
  message: 'The clip was made, but the provider’s content check held it back.',
  advice: 'Nothing is charged for it.',
  retryable: true,
})
const MINUTES_APART = 7

function makeRow(
  wish: ManyClips,
  random: () => number,
  place: { index: number; shotId: string; take: number },
): Made {
  const { newestAt, count, authorId, files, name: tag = 'many', projectId = FIRST_PROJECT_ID } = wish
  const pick = <Item>(items: readonly [Item, ...Item[]] | readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
  const model = pick(MODELS.filter(({ family }) => family !== 'gemini-omni'))
  const file = files[place.index % files.length]
  const { ratio, resolution, seconds, size } = measuresOf(wish.isMeasured ? file : undefined, model, {
    ratio: pick(RATIOS),
    resolution: pick(RESOLUTIONS),
    seconds: 4 + Math.floor(random() * 8),
  })
  const name = pick(NAMES)
  const recipe: Recipe = {
    model: model.id,
    prompt: [{ text: `${pick(WHO)} ${pick(WHERE)}, ${pick(HOW)} ` }, { mention: 'ref_1' }],
    references: [
      { id: 'ref_1', kind: 'image', role: 'reference_image', name, url: 'https://example.com/a.png' },
    ],
    settings: { ratio, resolution, duration: seconds, seed: Math.floor(random() * 1e9) },
  }
  const createdAt = newestAt - (count - place.index) * MINUTES_APART * 60_000
  const id = `gen_${tag}${String(place.index).padStart(7, '0')}`
  const isFailed = random() < 0.08
  const clip: MediaRow | undefined =
    isFailed || file === undefined
      ? undefined
      : {
          ...file,
          id: `med_${tag}${String(place.index).padStart(7, '0')}`,
          team_id: FIRST_TEAM_ID,
          project_id: projectId,
          author_id: authorId,
          width: size?.width ?? file.width,
          height: size?.height ?? file.height,
          duration_ms: wish.isMeasured ? file.duration_ms : seconds * 1000 + 40,
          created_at: createdAt,
        }
  const rated = random()
  return {
    clip,
    generation: {
      id,
      team_id: FIRST_TEAM_ID,
      project_id: projectId,
      shot_id: place.shotId,
      batch_id: null,
      retry_of: null,
      take: place.take,
      author_id: authorId,
      idempotency_key: `${tag}_${place.index}:1`,
      idempotency_digest: '',
      provider: 'sandbox',
      state: isFailed ? 'failed' : 'succeeded',
      phase: null,
      progress: null,
      model: model.id,
      mode: 'reference_images',
      recipe: JSON.stringify(recipe),
      prompt_text: plainText(recipe.prompt, recipe.references),
      identity: '',
      provider_task_id: `${tag}_${place.index}`,
      created_at: createdAt,
      updated_at: createdAt,
      sent_at: createdAt,
      submitted_at: createdAt,
      started_at: createdAt,
      finished_at: createdAt + 60_000,
      attempts: 0,
      due_at: null,
      lease_owner: null,
      lease_until: null,
      cancel_requested: 0,
      absent_since: null,
      result_url: null,
      result_expires_at: null,
      last_frame_url: null,
      clip_media_id: clip?.id ?? null,
      last_frame_media_id: null,
      seed: recipe.settings.seed ?? null,
      estimated_tokens: 100_000,
      used_tokens: isFailed ? null : 100_000,
      token_price: 46_000,
      currency: 'CNY',
      may_be_charged: 0,
      budget_project_id: projectId,
      api_token_id: null,
      problem: isFailed ? FAILURE : null,
      rating: rated < 0.4 ? 1 + Math.floor(random() * 5) : 0,
      pick: rated > 0.9 ? 'picked' : rated > 0.8 ? 'rejected' : null,
      deleted_at: null,
      moved_from: null,
      version: 0,
    },
  }
}

interface Asked {
  ratio: Exclude<Ratio, 'adaptive'>
  resolution: Resolution
  seconds: number
}

/** What was asked for; where a file is given, what it is. `size` undefined: as its file. */
function measuresOf(file: MediaRow | undefined, model: ModelCapabilities, asked: Asked) {
  if (!file) return { ...asked, size: outputSize(model, asked.resolution, asked.ratio) }
  const { width, height, duration_ms: duration } = file
  return {
    ...asked,
    ratio: nearestRatio(width ?? 1, height ?? 1),
    seconds: Math.round((duration ?? 0) / 1000),
    size: undefined,
  }
}
