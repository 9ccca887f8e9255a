import 'server-only'
import type { PresetKind } from '#lib/api/presets.ts'
import type { Executor } from '#lib/server/database/database.ts'
import type { PresetRow } from '#lib/server/database/tables.ts'

/** The SQL of `presets`. Rows of another team are not there. */

export function listPresets(executor: Executor, teamId: string): Promise<PresetRow[]> {
  return executor
    .selectFrom('presets')
    .selectAll()
    .where('team_id', '=', teamId)
    .orderBy('kind')
    .orderBy('name_key')
    .execute()
}

export function findPreset(executor: Executor, teamId: string, id: string): Promise<PresetRow | undefined> {
  return executor
    .selectFrom('presets')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export function findPresetByName(
  executor: Executor,
  { teamId, kind, nameKey }: { teamId: string; kind: PresetKind; nameKey: string },
): Promise<PresetRow | undefined> {
  return executor
    .selectFrom('presets')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('kind', '=', kind)
    .where('name_key', '=', nameKey)
    .executeTakeFirst()
}

export async function countPresets(executor: Executor, teamId: string, kind: PresetKind): Promise<number> {
  const { count } = await executor
    .selectFrom('presets')
    .select((expression) => expression.fn.countAll().as('count'))
    .where('team_id', '=', teamId)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function insertPreset(executor: Executor, row: PresetRow): Promise<void> {
  await executor.insertInto('presets').values(row).execute()
}

export async function changePreset(
  executor: Executor,
  id: string,
  patch: Pick<PresetRow, 'name' | 'name_key' | 'content' | 'updated_at'>,
): Promise<void> {
  await executor.updateTable('presets').set(patch).where('id', '=', id).execute()
}

export async function deletePreset(executor: Executor, teamId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await executor
    .deleteFrom('presets')
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
