import 'server-only'
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * What every generation from before was made from, read from its recipe; from here on it is written with the generation
 * (lib/server/clips/trace-sources.ts, which knows the same rule). And the index by which a last frame's clip is found, as
 * generations_by_clip is for clips.
 */
export const lineage: Migration = {
  async up(db: Kysely<Then>) {
    await db.schema
      .createIndex('generations_by_last_frame')
      .on('generations')
      .columns(['team_id', 'last_frame_media_id'])
      .execute()
    let after = ''
    for (;;) {
      const rows = await nextRows(db, after)
      const last = rows.at(-1)
      if (!last) return
      after = last.id
      await addSources(db, rows)
    }
  },
}

/** The columns that are read, as they are at this number. */
interface Then {
  generations: {
    id: string
    team_id: string
    recipe: string
    clip_media_id: string | null
    last_frame_media_id: string | null
  }
  media: { id: string; team_id: string; origin: string; made_from: string | null }
  generation_sources: { generation_id: string; source_id: string; kind: string }
}

type Db = Kysely<Then>
type Row = Pick<Then['generations'], 'id' | 'team_id' | 'recipe'>

/** With a handful of references each, far below the values that SQLite takes in one statement (32,766). */
const ROWS_AT_ONCE = 500

/** Only what names a file or a draft is read at all: of most recipes neither is true. */
function nextRows(db: Db, after: string): Promise<Row[]> {
  return db
    .selectFrom('generations')
    .select(['id', 'team_id', 'recipe'])
    .where('id', '>', after)
    .where(sql<boolean>`(recipe like '%"mediaId"%' or recipe like '%"draftOf"%')`)
    .orderBy('id')
    .limit(ROWS_AT_ONCE)
    .execute()
}

async function addSources(db: Db, rows: readonly Row[]): Promise<void> {
  const recipes = rows.map((row) => ({ ...row, ...namedIn(JSON.parse(row.recipe)) }))
  const files = await chainsOf(
    db,
    recipes.flatMap(({ mediaIds }) => mediaIds),
  )
  const owners = await ownersOf(db, [...files.keys()])
  const drafts = await idsThere(
    db,
    recipes.flatMap(({ draftOf }) => draftOf ?? []),
  )
  const sources = recipes.flatMap(({ id, team_id: teamId, mediaIds, draftOf }) => [
    ...mediaIds.flatMap((mediaId) => {
      const found = trace(`${teamId} `, mediaId, files, owners)
      return found && found.source !== id
        ? [{ generation_id: id, source_id: found.source, kind: found.kind }]
        : []
    }),
    ...(draftOf !== undefined && drafts.has(draftOf)
      ? [{ generation_id: id, source_id: draftOf, kind: 'draft' }]
      : []),
  ])
  for (let start = 0; start < sources.length; start += ROWS_AT_ONCE)
    await db
      .insertInto('generation_sources')
      .values(sources.slice(start, start + ROWS_AT_ONCE))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

/** Whatever else it holds: a recipe that was written long ago is read as far as it is needed. */
function namedIn(recipe: unknown): { mediaIds: string[]; draftOf?: string } {
  if (typeof recipe !== 'object' || recipe === null) return { mediaIds: [] }
  const references = 'references' in recipe && Array.isArray(recipe.references) ? recipe.references : []
  const mediaIds = references.flatMap((reference: unknown) =>
    typeof reference === 'object' &&
    reference !== null &&
    'mediaId' in reference &&
    typeof reference.mediaId === 'string'
      ? [reference.mediaId]
      : [],
  )
  const draftOf = 'draftOf' in recipe && typeof recipe.draftOf === 'string' ? recipe.draftOf : undefined
  return draftOf === undefined ? { mediaIds } : { mediaIds, draftOf }
}

type File = Then['media']
const LONGEST_CHAIN = 32

/** The files, and what they were made from, down to the first. */
async function chainsOf(db: Db, mediaIds: readonly string[]): Promise<Map<string, File>> {
  const files = new Map<string, File>()
  let wanted = [...new Set(mediaIds)]
  for (let step = 0; step < LONGEST_CHAIN && wanted.length > 0; step++) {
    const found = await inParts(wanted, (ids) =>
      db
        .selectFrom('media')
        .select(['id', 'team_id', 'origin', 'made_from'])
        .where('id', 'in', ids)
        .execute(),
    )
    for (const file of found) files.set(file.id, file)
    wanted = [...new Set(found.flatMap(({ made_from: from }) => from ?? []))].filter((id) => !files.has(id))
  }
  return files
}

/** By team and file: two teams never share a file. The oldest clip of a file is its owner. */
async function ownersOf(db: Db, mediaIds: readonly string[]) {
  const owners = new Map<string, { source: string; kind: string }>()
  for (const column of ['clip_media_id', 'last_frame_media_id'] as const) {
    const kind = column === 'clip_media_id' ? 'clip' : 'last_frame'
    const rows = await inParts(mediaIds, (ids) =>
      db
        .selectFrom('generations')
        .select(['id', 'team_id', column])
        // The team's ids too: both indexes begin with them.
        .where('team_id', 'in', (teams) => teams.selectFrom('media').select('team_id').where('id', 'in', ids))
        .where(column, 'in', ids)
        .orderBy('id', 'desc')
        .execute(),
    )
    for (const row of rows) owners.set(`${row.team_id} ${row[column] ?? ''}`, { source: row.id, kind })
  }
  return owners
}

function trace(
  team: string,
  mediaId: string,
  files: ReadonlyMap<string, File>,
  owners: ReadonlyMap<string, { source: string; kind: string }>,
): { source: string; kind: string } | undefined {
  let isFrame = false
  let at: string | null = mediaId
  for (let step = 0; step < LONGEST_CHAIN && at !== null; step++) {
    const owner = owners.get(team + at)
    if (owner) return isFrame ? { ...owner, kind: 'frame' } : owner
    const file = files.get(at)
    isFrame ||= file?.origin === 'frame'
    at = file?.made_from ?? null
  }
  return undefined
}

async function idsThere(db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await inParts([...new Set(ids)], (some) =>
    db.selectFrom('generations').select('id').where('id', 'in', some).execute(),
  )
  return new Set(rows.map(({ id }) => id))
}

async function inParts<Found>(
  ids: readonly string[],
  find: (some: readonly string[]) => Promise<Found[]>,
): Promise<Found[]> {
  const found: Found[] = []
  for (let start = 0; start < ids.length; start += ROWS_AT_ONCE)
    found.push(...(await find(ids.slice(start, start + ROWS_AT_ONCE))))
  return found
}
