import { expect, test } from 'vitest'
import type { MemberPrincipal } from '#lib/access/principal.ts'
import { MAX_PROJECTS, projectBodySchema } from '#lib/api/projects.ts'
import { parseInput } from '#lib/server/http/parse-input.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER } from '#lib/server/testing/media-rooms.ts'
import { createProject, readProjects, renameProject } from './projects.ts'
import { requireProjectId } from './require-project.ts'
import { ensureFirstTeam, FIRST_PROJECT_ID } from './team-store.ts'

const OTHERS: MemberPrincipal = { ...MEMBER, teamId: 'team_other' }
const TAKEN = {
  status: 409,
  said: { en: expect.stringContaining('“Harbour”'), zh: expect.stringContaining('“Harbour”') },
  problems: [{ field: 'name', code: 'duplicate_name' }],
}

describeEachDatabase('projects', (open) => {
  async function openServices() {
    const database = await open()
    await ensureFirstTeam(database, 1)
    await database.db
      .insertInto('teams')
      .values({ id: OTHERS.teamId, name: 'Others', created_at: 1 })
      .execute()
    let now = 1_790_000_000_000
    return { database, clock: () => (now += 1000) }
  }

  test('come by name, and the oldest shows where none is named', async () => {
    const services = await openServices()
    const tenth = await createProject(services, MEMBER, { name: 'Film 10' })
    const second = await createProject(services, MEMBER, { name: 'Film 2' })
    const { projects } = await readProjects(services, MEMBER)
    expect(projects).toEqual([second, tenth, { id: FIRST_PROJECT_ID, name: 'First project', isFirst: true }])
    expect([second.isFirst, tenth.isFirst]).toEqual([false, false])
    expect(await requireProjectId(services.database.db, MEMBER, undefined)).toBe(FIRST_PROJECT_ID)
    // A new name moves nothing.
    await renameProject(services, MEMBER, FIRST_PROJECT_ID, { name: 'Archive' })
    expect((await readProjects(services, MEMBER)).projects[0]).toEqual({
      id: FIRST_PROJECT_ID,
      name: 'Archive',
      isFirst: true,
    })
  })

  test('are the team’s alone', async () => {
    const services = await openServices()
    const own = await createProject(services, MEMBER, { name: 'Harbour' })
    const theirs = await createProject(services, OTHERS, { name: 'Harbour' })
    expect(await readProjects(services, OTHERS)).toEqual({ projects: [{ ...theirs, isFirst: true }] })
    await expect(renameProject(services, OTHERS, own.id, { name: 'Mine' })).rejects.toMatchObject({
      status: 404,
    })
    await expect(requireProjectId(services.database.db, OTHERS, own.id)).rejects.toMatchObject({
      status: 404,
    })
    expect((await readProjects(services, MEMBER)).projects.map(({ name }) => name)).toContain('Harbour')
  })

  test('a name is taken once, whatever its case and spelling', async () => {
    const services = await openServices()
    const harbour = await createProject(services, MEMBER, { name: 'Harbour' })
    const ridge = await createProject(services, MEMBER, { name: 'Ridge' })
    await expect(createProject(services, MEMBER, { name: 'HARBOUR' })).rejects.toMatchObject(TAKEN)
    await expect(renameProject(services, MEMBER, ridge.id, { name: 'harbour' })).rejects.toMatchObject(TAKEN)
    // Its own name in another case is no clash.
    expect(await renameProject(services, MEMBER, harbour.id, { name: 'HARBOUR' })).toMatchObject({
      name: 'HARBOUR',
    })
    await createProject(services, MEMBER, { name: 'Caf\u00e9' })
    await expect(createProject(services, MEMBER, { name: 'cafe\u0301' })).rejects.toMatchObject({
      status: 409,
    })
  })

  test('two presses at the same moment give one', async () => {
    const services = await openServices()
    const presses = await Promise.allSettled(
      [1, 2].map(() => createProject(services, MEMBER, { name: 'Harbour' })),
    )
    expect(presses.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await readProjects(services, MEMBER)).projects).toHaveLength(2)
  })

  test('there is an end to them', async () => {
    const services = await openServices()
    await services.database.db
      .insertInto('projects')
      .values(
        Array.from({ length: MAX_PROJECTS - 1 }, (_, index) => ({
          id: `prj_${index}`,
          team_id: MEMBER.teamId,
          name: `Film ${index}`,
          created_at: 2,
          updated_at: 2,
        })),
      )
      .execute()
    await expect(createProject(services, MEMBER, { name: 'One more' })).rejects.toMatchObject({
      status: 409,
      problems: [{ code: 'too_many' }],
    })
    await createProject(services, OTHERS, { name: 'One more' })
  })
})

test.each([
  ['blanks', '   '],
  ['two lines', 'a\nb'],
  ['an endless name', 'x'.repeat(81)],
])('a name of %s is refused', (_, name) => {
  expect(() => parseInput(projectBodySchema, { name }, 'body')).toThrow(
    expect.objectContaining({ problems: [expect.objectContaining({ field: 'name' })] }),
  )
})
