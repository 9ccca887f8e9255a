import 'server-only'
import * as z from 'zod/mini'
import type { Principal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import {
  MAX_PRESETS,
  createPresetSchema,
  presetContentSchemas,
  type Preset,
  type PresetKind,
  type PresetList,
  type presetBodySchema,
  type updatePresetSchema,
} from '#lib/api/presets.ts'
import type { Sentence } from '#lib/language/language.ts'
import type { Problem, ProblemCode } from '#lib/seedance/problem.ts'
import type { Clock } from '#lib/server/clock.ts'
import type { Database, Executor } from '#lib/server/database/database.ts'
import type { PresetRow } from '#lib/server/database/tables.ts'
import { parseInput } from '#lib/server/http/parse-input.ts'
import { newId } from '#lib/server/ids.ts'
import { inTurnOfTeam } from '#lib/server/teams/team-store.ts'
import {
  changePreset,
  countPresets,
  deletePreset,
  findPreset,
  findPresetByName,
  insertPreset,
  listPresets,
} from './preset-store.ts'

interface PresetServices {
  database: Database
  clock: Clock
}

export async function readPresets(
  { database }: Pick<PresetServices, 'database'>,
  principal: Principal,
): Promise<PresetList> {
  return { presets: (await listPresets(database.db, principal.teamId)).map(showPreset) }
}

/** Throws AppError `invalid_request` for content that is not of its kind, `conflict` where the name is taken or the team has 200 of the kind. */
export async function createPreset(
  services: PresetServices,
  principal: Principal,
  input: z.infer<typeof presetBodySchema>,
): Promise<Preset> {
  const { kind, name, content } = parseInput(createPresetSchema, input, 'body')
  const now = services.clock()
  const row: PresetRow = {
    id: newId('pre', now),
    team_id: principal.teamId,
    author_id: principal.userId,
    kind,
    name,
    name_key: nameKey(name),
    content: JSON.stringify(content),
    created_at: now,
    updated_at: now,
  }
  await inTurnOfTeam(services.database, principal.teamId, async (transaction) => {
    await requireFreeName(transaction, row)
    if ((await countPresets(transaction, row.team_id, kind)) >= MAX_PRESETS) throw tooMany(kind)
    await insertPreset(transaction, row)
  })
  return showPreset(row)
}

/** Throws AppError `not_found`, `conflict` where the name is taken, `invalid_request` for content of the other kind. */
export async function updatePreset(
  services: PresetServices,
  principal: Principal,
  id: string,
  { name, content }: z.infer<typeof updatePresetSchema>,
): Promise<Preset> {
  return inTurnOfTeam(services.database, principal.teamId, async (transaction) => {
    const row = await findPreset(transaction, principal.teamId, id)
    if (!row) throw notThere()
    if (content) parseInput(z.object({ content: presetContentSchemas[row.kind] }), { content }, 'body')
    const changed: PresetRow = {
      ...row,
      ...(name === undefined ? {} : { name, name_key: nameKey(name) }),
      ...(content === undefined ? {} : { content: JSON.stringify(content) }),
      updated_at: services.clock(),
    }
    await requireFreeName(transaction, changed)
    const { name_key, content: json, updated_at } = changed
    await changePreset(transaction, id, { name: changed.name, name_key, content: json, updated_at })
    return showPreset(changed)
  })
}

/** Throws AppError `not_found`. */
export async function removePreset(
  { database }: Pick<PresetServices, 'database'>,
  principal: Principal,
  id: string,
): Promise<void> {
  if (!(await deletePreset(database.db, principal.teamId, id))) throw notThere()
}

async function requireFreeName(executor: Executor, row: PresetRow): Promise<void> {
  const { team_id: teamId, kind, name_key } = row
  const other = await findPresetByName(executor, { teamId, kind, nameKey: name_key })
  if (other && other.id !== row.id) throw taken(kind, other.name)
}

/** Case and Unicode spelling do not tell names apart. */
function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

function showPreset({ id, name, kind, content, updated_at: updatedAt }: PresetRow): Preset {
  const json: unknown = JSON.parse(content)
  return kind === 'settings'
    ? { id, name, kind, updatedAt, content: z.parse(presetContentSchemas.settings, json) }
    : { id, name, kind, updatedAt, content: z.parse(presetContentSchemas.template, json) }
}

const KINDS: Record<PresetKind, { en: string; zh: string }> = {
  settings: { en: 'preset', zh: '预设' },
  template: { en: 'template', zh: '模板' },
}

function taken(kind: PresetKind, name: string): AppError {
  const { en, zh } = KINDS[kind]
  return conflict('name', 'duplicate_name', {
    en: `The team has a ${en} called “${name}”. Choose another name, or update that one.`,
    zh: `团队已有名为“${name}”的${zh}。请换一个名称，或更新原来的${zh}。`,
  })
}

function tooMany(kind: PresetKind): AppError {
  const { en, zh } = KINDS[kind]
  return conflict('kind', 'too_many', {
    en: `The team has ${MAX_PRESETS} ${en}s, and that is as many as there can be. Delete one that nobody uses.`,
    zh: `团队已有 ${MAX_PRESETS} 个${zh}，已达上限。请删除不再使用的${zh}。`,
  })
}

function conflict(field: string, code: ProblemCode, message: Sentence): AppError {
  const problem: Problem = { field, code, message }
  return new AppError('conflict', message, { problems: [problem] })
}

function notThere(): AppError {
  return new AppError('not_found', {
    en: 'It is not there any more: somebody has deleted it. Save it anew if it is needed.',
    zh: '它已不存在，可能已被其他人删除。如仍需要，请重新保存。',
  })
}
