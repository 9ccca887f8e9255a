import 'server-only'
import { DAY_MS } from '#lib/server/clock.ts'
import { isAllowed } from '#lib/access/permissions.ts'
import type { Principal } from '#lib/access/principal.ts'
import type { Usage, UsageFigures, UsageRow } from '#lib/api/usage.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import { actorOf, recordAudit } from '#lib/server/audit/record-audit.ts'
import { type LimitServices, namesOf } from './limits.ts'
import { countedOf } from './standings.ts'
import { usageCsv } from './usage-csv.ts'
import { findFirstEnd, groupUsage, type UsageGroup } from './usage-store.ts'

/**
 * What ended in a month (UTC), by day, project, person, model and token. Of the whole team for those who may see it, of whoever asks for the
 * others. `month` as 2026-11; undefined: this one.
 */
export async function readUsage(
  services: LimitServices,
  principal: Principal,
  month: string | undefined,
): Promise<Usage> {
  const { groups, names, isOfTeam, shown } = await look(services, principal, month)
  const counted = countedOf(services, principal.teamId)
  const first = await findFirstEnd(services.database.db, counted)
  const now = services.clock()
  const [from, to] = borders(shown)
  const byDay = (day: number) => total(groups.filter((group) => group.day === day))
  const days = Array.from({ length: (to - from) / DAY_MS }, (_, index) => ({
    day: index + 1,
    ...byDay(from / DAY_MS + index),
  }))
  const rows = (idOf: (group: UsageGroup) => string, nameOf: (id: string) => string | undefined) =>
    rowsOf(groups, idOf, nameOf)
  return {
    month: shown,
    firstMonth: monthOf(Math.min(first ?? now, from)),
    thisMonth: monthOf(now),
    isOfTeam,
    currency: services.budget.currency,
    total: total(groups),
    days,
    projects: rows(
      ({ project }) => project,
      (id) => names.project.get(id),
    ),
    people: rows(
      ({ person }) => person,
      (id) => names.person.get(id),
    ),
    models: rows(
      ({ model }) => model,
      (id) => labelOf(id),
    ),
    tokens: rows(
      ({ token }) => token,
      (id) => names.token.get(id),
    ),
  }
}

/** The same as a table for other programs, and the export written down. */
export async function exportUsage(
  services: LimitServices,
  principal: Principal,
  month: string | undefined,
): Promise<{ fileName: string; csv: string }> {
  const { groups, names, isOfTeam, shown } = await look(services, principal, month)
  await services.database.transaction((transaction) =>
    recordAudit(transaction, {
      teamId: principal.teamId,
      actor: actorOf(principal),
      action: 'usage.exported',
      at: services.clock(),
      details: { month: shown, rows: groups.length, ofTeam: isOfTeam },
    }),
  )
  const named = groups.map((group) => ({
    ...group,
    project: names.project.get(group.project) ?? group.project,
    person: names.person.get(group.person) ?? group.person,
    model: labelOf(group.model),
    token: names.token.get(group.token) ?? group.token,
  }))
  return { fileName: `seedreel-usage-${shown}.csv`, csv: usageCsv(named) }
}

async function look(services: LimitServices, principal: Principal, month: string | undefined) {
  const isOfTeam = isAllowed(principal, 'usage.read')
  const shown = month ?? monthOf(services.clock())
  const [from, to] = borders(shown)
  const { db } = services.database
  const groups = await groupUsage(db, countedOf(services, principal.teamId), {
    from,
    to,
    ...(!isOfTeam && { authorId: principal.userId }),
  })
  return { groups, names: await namesOf(services, db, principal), isOfTeam, shown }
}

function labelOf(model: string): string {
  const { model: row, known } = modelOrLoosest(model)
  return known ? row.label : model
}

function monthOf(time: number): string {
  return new Date(time).toISOString().slice(0, 7)
}

/** Epoch ms, the second excluded. */
function borders(month: string): [from: number, to: number] {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return [Date.UTC(year, number - 1), Date.UTC(year, number)]
}

function total(groups: readonly UsageGroup[]): UsageFigures {
  const sum: UsageFigures = { tokens: 0, money: {}, clips: 0, failures: 0 }
  for (const { tokens, money, currency, clips, failures } of groups) {
    sum.tokens += tokens
    sum.clips += clips
    sum.failures += failures
    if (currency === 'CNY' || currency === 'USD') sum.money[currency] = (sum.money[currency] ?? 0) + money
  }
  return sum
}

function rowsOf(
  groups: readonly UsageGroup[],
  idOf: (group: UsageGroup) => string,
  nameOf: (id: string) => string | undefined,
): UsageRow[] {
  return [...Map.groupBy(groups, idOf)]
    .filter(([id]) => id !== '')
    .map(([id, part]) => ({ id, name: nameOf(id) ?? '', ...total(part) }))
    .toSorted((one, other) => other.tokens - one.tokens || other.clips - one.clips)
}
