import 'server-only'
import type { Sight } from '#lib/access/principal.ts'
import type { Lineage, LineageEdge, LineageNode } from '#lib/api/clips.ts'
import type { Executor } from '#lib/server/database/database.ts'
import type { GenerationRow, MediaRow } from '#lib/server/database/tables.ts'
import { clipsOf, promptBeginning, showCardClip } from '#lib/server/gallery/show-cards.ts'
import { findManyGenerations } from '#lib/server/generations/generation-store.ts'
import { madeFrom, type SourceRow, sourcesOf } from './source-store.ts'

/** Generations in each direction. */
const DEPTH = 3
/** Of each generation: a column that a person still takes in. */
const MOST_PER_GENERATION = 12
/** One clip may have gone into another in several ways (as itself and as a frame), so there are more rows than clips. */
const MOST_ROWS = MOST_PER_GENERATION * 6

/**
 * What a generation was made from and what was made from it, DEPTH generations each way; what is in the bin or past it too. The caller
 * knows that `id` is in sight; what of the rest is not stays away.
 */
export async function readLineage(executor: Executor, sight: Sight, id: string): Promise<Lineage> {
  const up = await walk(id, (ids) => sourcesOf(executor, ids, MOST_ROWS + 1), 'source_id')
  const down = await walk(id, (ids) => madeFrom(executor, ids, MOST_ROWS + 1), 'generation_id')
  const ids = [...new Set([id, ...up.ids, ...down.ids])]
  const rows = await findManyGenerations(executor, sight, ids)
  const clips = await clipsOf(executor, sight, rows)
  const there = new Set(rows.map((row) => row.id))
  const edges = (await sourcesOf(executor, [...there], there.size * MOST_ROWS)).filter(
    ({ source_id: from }) => there.has(from),
  )
  const places = new Map([
    ...placesOf(id, up.ids, edges, 'source_id', -1),
    ...placesOf(id, down.ids, edges, 'generation_id', 1),
  ])
  return {
    nodes: rows
      .map((row) => showNode(row, clips.get(row.clip_media_id ?? ''), places.get(row.id) ?? 0))
      .toSorted((one, other) => one.generation - other.generation || (one.id < other.id ? -1 : 1)),
    edges: edges.map(({ source_id: from, generation_id: to, kind }): LineageEdge => ({ from, to, kind })),
    isCut: up.isCut || down.isCut,
  }
}

/** Generation by generation. What was met already is not walked again, so a ring, which nothing here can make, would end too. */
async function walk(
  start: string,
  next: (ids: readonly string[]) => Promise<SourceRow[]>,
  end: 'source_id' | 'generation_id',
): Promise<{ ids: string[]; isCut: boolean }> {
  const met = new Set([start])
  let isCut = false
  let frontier = [start]
  for (let step = 0; step < DEPTH && frontier.length > 0; step++) {
    const rows = await next(frontier)
    const found = [...new Set(rows.map((row) => row[end]))].filter((id) => !met.has(id))
    frontier = found.slice(0, MOST_PER_GENERATION)
    isCut ||= found.length > frontier.length || rows.length > MOST_ROWS
    for (const id of frontier) met.add(id)
  }
  const further = await next(frontier)
  isCut ||= further.some((row) => !met.has(row[end]))
  return { ids: [...met].filter((id) => id !== start), isCut }
}

/**
 * How far each stands from `start`, by its longest way there: whatever is made from something stands to the right of it. As many rounds as
 * there are generations at most.
 */
function placesOf(
  start: string,
  ids: readonly string[],
  edges: readonly SourceRow[],
  end: 'source_id' | 'generation_id',
  step: 1 | -1,
): Map<string, number> {
  const other = end === 'source_id' ? 'generation_id' : 'source_id'
  const places = new Map([start, ...ids].map((id) => [id, 0]))
  for (let round = 0, isMoving = true; isMoving && round < ids.length; round++) {
    isMoving = false
    for (const edge of edges) {
      const [here, from] = [places.get(edge[end]), places.get(edge[other])]
      if (here === undefined || from === undefined || edge[end] === start) continue
      if ((from + step - here) * step <= 0) continue
      places.set(edge[end], from + step)
      isMoving = true
    }
  }
  return places
}

function showNode(row: GenerationRow, clip: MediaRow | undefined, generation: number): LineageNode {
  const removed = removedOf(row, clip)
  return {
    id: row.id,
    generation,
    shotId: row.shot_id,
    take: row.take,
    state: row.state,
    prompt: promptBeginning(row),
    ...(clip && { clip: showCardClip(clip) }),
    ...(removed && { removed }),
  }
}

function removedOf(row: GenerationRow, clip: MediaRow | undefined): LineageNode['removed'] | undefined {
  if (row.deleted_at === null) return undefined
  return row.state === 'succeeded' && clip === undefined ? 'gone' : 'bin'
}
