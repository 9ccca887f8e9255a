import 'server-only'
import type { Transaction } from 'kysely'
import type { Principal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { Tables } from '#lib/server/database/tables.ts'
import { newId } from '#lib/server/ids.ts'
import { requireProjectId } from '#lib/server/teams/require-project.ts'
import { findShot, insertShot, reserveTakes, type ShotRow } from './shot-store.ts'

/** What is to be placed: `takes` takes in the shot that is named, or in a new one for all items of the same `stack`. */
export interface ToPlace {
  takes: number
  shotId?: string | undefined
  stack: string
}

/** A shot and the number of its next take, by what its items have in common. */
export type Places = Map<string, { shot: ShotRow; nextTake: number }>

export function placeOf(places: Places, item: ToPlace): { shot: ShotRow; nextTake: number } {
  const place = places.get(stackOf(item))
  if (place === undefined) throw new Error('a take without a shot')
  return place
}

function stackOf({ shotId, stack }: ToPlace): string {
  return shotId === undefined ? `new ${stack}` : `is ${shotId}`
}

/** The shots that are named, else new ones in the project that is named, else in the team's first. */
export async function placeItems(
  transaction: Transaction<Tables>,
  principal: Principal,
  { items, projectId }: { items: readonly ToPlace[]; projectId?: string | undefined },
  now: number,
): Promise<Places> {
  const wanted = new Map<string, { shotId: string | undefined; takes: number }>()
  for (const item of items) {
    const before = wanted.get(stackOf(item))?.takes ?? 0
    wanted.set(stackOf(item), { shotId: item.shotId, takes: before + item.takes })
  }
  const places: Places = new Map()
  for (const [stack, { shotId, takes }] of wanted)
    places.set(
      stack,
      shotId === undefined
        ? await newShot(transaction, principal, projectId, takes, now)
        : await joinShot(transaction, principal, { shotId, projectId, takes }),
    )
  return places
}

async function joinShot(
  transaction: Transaction<Tables>,
  principal: Principal,
  { shotId, projectId, takes }: { shotId: string; projectId: string | undefined; takes: number },
): Promise<{ shot: ShotRow; nextTake: number }> {
  const shot = await findShot(transaction, principal, shotId)
  if (shot === undefined || (projectId ?? shot.project_id) !== shot.project_id)
    throw new AppError('not_found', {
      en: 'This shot is not in this project any more. Press “New shot” and generate again.',
      zh: '这个镜头已不在这个项目中。请点“新镜头”，再重新生成。',
    })
  return { shot, nextTake: await reserveTakes(transaction, shot.id, takes) }
}

async function newShot(
  transaction: Transaction<Tables>,
  principal: Principal,
  projectId: string | undefined,
  takes: number,
  now: number,
): Promise<{ shot: ShotRow; nextTake: number }> {
  const shot = {
    id: newId('sht', now),
    team_id: principal.teamId,
    project_id: await requireProjectId(transaction, principal, projectId),
    author_id: principal.userId,
    next_take: takes + 1,
    created_at: now,
  }
  await insertShot(transaction, shot)
  return { shot, nextTake: 1 }
}
