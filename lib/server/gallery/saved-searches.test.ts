import { expect, test } from 'vitest'
import type { MemberPrincipal } from '#lib/access/principal.ts'
import { MAX_SAVED_SEARCHES, saveSearchSchema } from '#lib/api/saved-searches.ts'
import { ensureFirstTeam, FIRST_PROJECT_ID } from '#lib/server/teams/team-store.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER } from '#lib/server/testing/media-rooms.ts'
import { readSavedSearches, removeSearch, renameSearch, saveSearch } from './saved-searches.ts'

const OWNER: MemberPrincipal = { ...MEMBER, role: 'owner' }
const EDITOR: MemberPrincipal = { ...MEMBER, userId: 'user_2', role: 'editor' }
const REVIEWER: MemberPrincipal = { ...MEMBER, userId: 'user_3', role: 'reviewer' }
const STRANGER: MemberPrincipal = { ...MEMBER, teamId: 'team_other' }

describeEachDatabase('saved searches', (open) => {
  async function openServices() {
    const database = await open()
    await ensureFirstTeam(database, 1)
    await database.db
      .insertInto('projects')
      .values({ id: 'prj_2', team_id: MEMBER.teamId, name: 'Two', created_at: 2, updated_at: 2 })
      .execute()
    return { database, clock: () => 1_790_000_000_000 }
  }

  test('are a project’s, by name; owner and author change them, others read', async () => {
    const services = await openServices()
    const names = async (project?: string) =>
      (await readSavedSearches(services, OWNER, project)).searches.map(({ name }) => name)
    const night = await saveSearch(services, EDITOR, { name: 'night', query: 'q=雨夜&rating=4' })
    const best = await saveSearch(services, OWNER, { name: 'Best', query: 'sort=best' })
    await saveSearch(services, OWNER, { project: 'prj_2', name: 'Best', query: '' })
    expect(await names()).toEqual(['Best', 'night'])
    expect(await names(FIRST_PROJECT_ID)).toEqual(['Best', 'night'])
    expect(await names('prj_2')).toEqual(['Best'])
    expect((await readSavedSearches(services, EDITOR, undefined)).searches).toEqual([
      { ...best, canChange: false },
      { id: night.id, name: 'night', query: 'q=雨夜&rating=4', canChange: true },
    ])
    await expect(renameSearch(services, REVIEWER, best.id, 'Mine')).rejects.toMatchObject({ status: 403 })
    await expect(removeSearch(services, EDITOR, best.id)).rejects.toMatchObject({ status: 403 })
    await expect(removeSearch(services, STRANGER, best.id)).rejects.toMatchObject({ status: 404 })
    await expect(readSavedSearches(services, STRANGER, FIRST_PROJECT_ID)).rejects.toMatchObject({
      status: 404,
    })
    expect(await renameSearch(services, EDITOR, night.id, 'Rain')).toMatchObject({ name: 'Rain' })
    await removeSearch(services, OWNER, night.id)
    expect(await names()).toEqual(['Best'])
    await expect(removeSearch(services, OWNER, night.id)).rejects.toMatchObject({ status: 404 })
  })

  test('a name is taken once in a project, whatever its case', async () => {
    const services = await openServices()
    const clash = { status: 409, said: { en: expect.stringContaining('“Café”'), zh: expect.any(String) } }
    const cafe = await saveSearch(services, OWNER, { name: 'Café', query: '' })
    const other = await saveSearch(services, OWNER, { name: 'Bar', query: '' })
    await expect(saveSearch(services, EDITOR, { name: 'cafe\u0301', query: '' })).rejects.toMatchObject(clash)
    await expect(renameSearch(services, OWNER, other.id, 'CAFÉ')).rejects.toMatchObject(clash)
    expect(await renameSearch(services, OWNER, cafe.id, 'CAFÉ')).toMatchObject({ name: 'CAFÉ' })
  })

  test('two presses at the same moment keep one', async () => {
    const services = await openServices()
    const presses = await Promise.allSettled(
      [1, 2].map(() => saveSearch(services, OWNER, { name: 'Night', query: '' })),
    )
    expect(presses.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('there is an end to them', async () => {
    const services = await openServices()
    await services.database.db
      .insertInto('saved_searches')
      .values(
        Array.from({ length: MAX_SAVED_SEARCHES }, (_, index) => ({
          id: `sea_${index}`,
          team_id: MEMBER.teamId,
          project_id: FIRST_PROJECT_ID,
          author_id: MEMBER.userId,
          name: `Search ${index}`,
          query: '',
          created_at: 1,
        })),
      )
      .execute()
    await expect(saveSearch(services, OWNER, { name: 'One more', query: '' })).rejects.toMatchObject({
      status: 409,
      problems: [{ code: 'too_many' }],
    })
    await saveSearch(services, OWNER, { project: 'prj_2', name: 'Elsewhere', query: '' })
  })
})

test.each([
  ['', true],
  ['q=雨夜+fox&model=a,b&rating=3&from=2026-11-01&zone=-480&sort=best&by=shot&size=l', true],
  ['project=prj_1', false],
  ['rating=9', false],
  ['where=1', false],
  ['q=a&q=b', false],
  ['after=1.gen_1', false],
  [`q=${'x'.repeat(4000)}`, false],
])('the query %.30s is a view: %s', (query, isView) => {
  expect(saveSearchSchema.safeParse({ name: 'x', query }).success).toBe(isView)
})
