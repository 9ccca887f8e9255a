/** The list of generations as the browser keeps it, and how news is merged into it. Pure. */
import type { Changes, GenerationList } from '#lib/api/generations.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { isFinal } from '#lib/generation/lifecycle.ts'

/** Newest first; ids rise with time, so they settle what came in the same millisecond. */
function newestFirst(a: Generation, b: Generation): number {
  return b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1)
}

/** A row never goes back to an older version, whatever order the answers come in. */
export function mergeGenerations(
  known: readonly Generation[],
  news: readonly Generation[],
  removed: readonly string[] = [],
): Generation[] {
  const byId = new Map(known.map((generation) => [generation.id, generation]))
  for (const generation of news) {
    const old = byId.get(generation.id)
    if (!old || old.version <= generation.version) byId.set(generation.id, generation)
  }
  for (const id of removed) byId.delete(id)
  return [...byId.values()].sort(newestFirst)
}

/** What is another project's now is gone from this one. */
export function ofProject(changes: Changes, projectId: string): Changes {
  const isHere = (generation: Generation) => generation.projectId === projectId
  const left = changes.generations.filter((generation) => !isHere(generation)).map(({ id }) => id)
  return {
    ...changes,
    generations: changes.generations.filter(isHere),
    removed: [...changes.removed, ...left],
  }
}

/**
 * Changes of rows older than everything shown belong to a page that was not loaded yet; they come with it.
 */
export function applyChanges(list: GenerationList, changes: Changes): GenerationList {
  const oldest = list.generations.at(-1)?.createdAt ?? 0
  const shown = new Set(list.generations.map(({ id }) => id))
  const news = changes.generations.filter(
    ({ id, createdAt }) => list.nextBefore === undefined || createdAt >= oldest || shown.has(id),
  )
  return {
    ...list,
    generations: mergeGenerations(list.generations, news, changes.removed),
    cursor: Math.max(list.cursor, changes.cursor),
  }
}

/** The next older page. The cursor stays: changes since the first page still have to be heard. */
export function appendPage(list: GenerationList, page: GenerationList): GenerationList {
  const { nextBefore: _, ...rest } = list
  return {
    ...rest,
    generations: mergeGenerations(list.generations, page.generations),
    ...(page.nextBefore === undefined ? {} : { nextBefore: page.nextBefore }),
  }
}

export function isAnyRunning(generations: readonly Generation[]): boolean {
  return generations.some(({ state }) => !isFinal(state))
}
