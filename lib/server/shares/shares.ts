import 'server-only'
import { randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import type { Principal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import {
  type changeShareSchema,
  type createShareSchema,
  MAX_SHARES,
  type NewShare,
  type Share,
  type ShareActivity,
  type ShareList,
  VISIT_ACTIONS,
} from '#lib/api/shares.ts'
import { actorOf, recordAudit } from '#lib/server/audit/record-audit.ts'
import type { AuditAction } from '#lib/api/audit.ts'
import { type Clock, DAY_MS } from '#lib/server/clock.ts'
import type { Database, Executor } from '#lib/server/database/database.ts'
import type { ShareRow } from '#lib/server/database/tables.ts'
import { newId } from '#lib/server/ids.ts'
import { hashOfSecret } from '#lib/server/tokens/token-secret.ts'
import { optionColumns, showShare } from './show-share.ts'
import { hashSharePassword } from './share-password.ts'
import {
  countShares,
  findShare,
  insertShare,
  listShares,
  patchShare,
  type SharePatch,
} from './share-store.ts'
import { projectOfTarget } from './share-target.ts'
import { listVisits, sumVisits } from './visit-store.ts'
import { projectNames } from '#lib/server/teams/team-store.ts'

interface ShareServices {
  database: Database
  clock: Clock
}

const MOST_VISITS = 200

/** The links of the projects that somebody sees, whoever made them. */
export async function readShares(
  { database: { db }, clock }: ShareServices,
  principal: Principal,
): Promise<ShareList> {
  return { shares: await show(db, clock(), await listShares(db, principal, MAX_SHARES)) }
}

/** Its secret is in the answer and nowhere else. Throws AppError 404 or 422 for what is out of sight, 409 where the team has 1,000. */
export async function createShare(
  { database, clock }: ShareServices,
  principal: Principal,
  input: z.output<typeof createShareSchema>,
): Promise<NewShare> {
  const now = clock()
  const secret = newSecret()
  const passwordHash = input.password === null ? null : await hashSharePassword(input.password)
  return database.transaction(async (transaction) => {
    const ids = [...new Set(input.ids)]
    const projectId = await projectOfTarget(transaction, principal, { kind: input.kind, ids })
    if ((await countShares(transaction, principal.teamId)) >= MAX_SHARES) throw tooMany()
    const names = await projectNames(transaction, [projectId])
    const row: ShareRow = {
      id: newId('shr', now),
      team_id: principal.teamId,
      project_id: projectId,
      author_id: principal.userId,
      author_name: principal.name,
      kind: input.kind,
      target_ids: JSON.stringify(ids),
      // Not the prompt: a link that doesn't show it would tell it by its name.
      title: input.title ?? names.get(projectId) ?? 'Seedreel',
      secret_hash: hashOfSecret(secret),
      ending: secret.slice(-4),
      expires_at: endOf(input.expiresInDays, now),
      password_hash: passwordHash,
      password_version: 1,
      ...optionColumns(input.options),
      created_at: now,
      updated_at: now,
      revoked_at: null,
    }
    await insertShare(transaction, row)
    await audit(transaction, principal, row, 'share.created', now)
    return withPath(transaction, now, row, secret)
  })
}

/** Acts at once, also on what is being watched. Throws AppError 404; 409 for a link that was revoked. */
export async function changeShare(
  { database, clock }: ShareServices,
  principal: Principal,
  id: string,
  input: z.output<typeof changeShareSchema>,
): Promise<Share> {
  const now = clock()
  const hash = typeof input.password === 'string' ? await hashSharePassword(input.password) : null
  return database.transaction(async (transaction) => {
    const row = await requireOpen(transaction, principal, id)
    const changed = await patchShare(transaction, id, {
      updated_at: now,
      ...(input.title !== undefined && { title: input.title }),
      ...(input.expiresInDays !== undefined && { expires_at: endOf(input.expiresInDays, now) }),
      ...(input.password !== undefined && {
        password_hash: hash,
        password_version: row.password_version + 1,
      }),
      ...(input.options && optionColumns(input.options)),
    })
    await audit(transaction, principal, changed, 'share.changed', now)
    return showOne(transaction, now, changed)
  })
}

/** A new secret; the link before, and every cookie that came with it, opens nothing from now on. */
export async function renewShare(
  { database, clock }: ShareServices,
  principal: Principal,
  id: string,
): Promise<NewShare> {
  const now = clock()
  const secret = newSecret()
  return database.transaction(async (transaction) => {
    const row = await requireOpen(transaction, principal, id)
    const patch: SharePatch = {
      updated_at: now,
      secret_hash: hashOfSecret(secret),
      ending: secret.slice(-4),
      password_version: row.password_version + 1,
    }
    const changed = await patchShare(transaction, id, patch)
    await audit(transaction, principal, changed, 'share.changed', now)
    return withPath(transaction, now, changed, secret)
  })
}

/** From now on it opens nothing, the next range of a playing video neither. */
export async function revokeShare(
  { database, clock }: ShareServices,
  principal: Principal,
  id: string,
): Promise<void> {
  const now = clock()
  await database.transaction(async (transaction) => {
    const row = await requireOpen(transaction, principal, id)
    await patchShare(transaction, id, { updated_at: now, revoked_at: now })
    await audit(transaction, principal, row, 'share.revoked', now)
  })
}

export async function readShareActivity(
  { database: { db } }: ShareServices,
  principal: Principal,
  id: string,
): Promise<ShareActivity> {
  if (!(await findShare(db, principal, id))) throw noSuchShare()
  const rows = await listVisits(db, id, MOST_VISITS)
  return {
    visits: rows.flatMap((row) => {
      const action = VISIT_ACTIONS.find((known) => known === row.action)
      if (action === undefined) return []
      return {
        action,
        count: row.count,
        firstAt: row.first_at,
        lastAt: row.last_at,
        visitor: row.visitor.slice(0, 4),
        ...(row.guest_name !== null && { guestName: row.guest_name }),
        ...(row.generation_id !== '' && { generationId: row.generation_id }),
      }
    }),
  }
}

/** 256 random bits. */
function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

function endOf(days: number | null, now: number): number | null {
  return days === null ? null : now + days * DAY_MS
}

async function withPath(executor: Executor, now: number, row: ShareRow, secret: string): Promise<NewShare> {
  return { share: await showOne(executor, now, row), path: `/s/${secret}` }
}

async function showOne(executor: Executor, now: number, row: ShareRow): Promise<Share> {
  const [shown] = await show(executor, now, [row])
  if (!shown) throw noSuchShare()
  return shown
}

async function show(executor: Executor, now: number, rows: readonly ShareRow[]): Promise<Share[]> {
  const names = await projectNames(executor, [...new Set(rows.map((row) => row.project_id))])
  const sums = await sumVisits(
    executor,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => showShare(row, { now, projectName: names.get(row.project_id) ?? '', sums }))
}

async function requireOpen(executor: Executor, principal: Principal, id: string): Promise<ShareRow> {
  const row = await findShare(executor, principal, id)
  if (!row) throw noSuchShare()
  if (row.revoked_at !== null)
    throw new AppError('conflict', {
      en: 'This link was revoked, and opens nothing. Make a new one.',
      zh: '这个链接已被撤销，无法再打开。请新建一个。',
    })
  return row
}

function audit(
  executor: Executor,
  principal: Principal,
  row: ShareRow,
  action: AuditAction,
  at: number,
): Promise<void> {
  return recordAudit(executor, {
    teamId: row.team_id,
    actor: actorOf(principal),
    action,
    at,
    projectId: row.project_id,
    targetId: row.id,
    details: { title: row.title, kind: row.kind, hasPassword: row.password_hash !== null },
  })
}

function noSuchShare(): AppError {
  return new AppError('not_found', {
    en: 'This link does not exist. Load the list of links again.',
    zh: '这个链接不存在。请重新加载链接列表。',
  })
}

function tooMany(): AppError {
  return new AppError('conflict', {
    en: `The team has made ${MAX_SHARES} links, which is the most. Change one of them instead.`,
    zh: `团队已创建 ${MAX_SHARES} 个链接，达到上限。请改用已有的链接。`,
  })
}
