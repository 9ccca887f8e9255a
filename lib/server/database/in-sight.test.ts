import { expect, test } from 'vitest'
import type { MemberPrincipal } from '#lib/access/principal.ts'
import { changeClips } from '#lib/server/gallery/change-clips.ts'
import { readTags } from '#lib/server/gallery/read-tags.ts'
import { createGenerations } from '#lib/server/generations/create-generation.ts'
import { changesAfter, readGeneration, readGenerations } from '#lib/server/generations/read-generations.ts'
import { readLibrary } from '#lib/server/media/list-media.ts'
import { findMedia } from '#lib/server/media/media-store.ts'
import { sightOf } from '#lib/server/teams/sight-of.ts'
import { FIRST_PROJECT_ID } from '#lib/server/teams/team-store.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER, mediaRow, openWorld, RECIPE, START } from '#lib/server/testing/generation-world.ts'

const HIDDEN = 'prj_hidden'
/** Sees the first project alone. */
const EDITOR: MemberPrincipal = {
  ...MEMBER,
  userId: 'user_2',
  role: 'editor',
  projects: [FIRST_PROJECT_ID],
}
const NOBODY: MemberPrincipal = { ...EDITOR, projects: [] }

describeEachDatabase('what is out of sight', (open) => {
  async function house() {
    const database = await open()
    const world = await openWorld(database)
    await database.db
      .insertInto('projects')
      .values({
        id: HIDDEN,
        team_id: MEMBER.teamId,
        name: 'Hidden',
        visibility: 'private',
        created_at: START + 1,
        updated_at: START + 1,
      })
      .execute()
    const file = { ...mediaRow('med_hidden', START), project_id: HIDDEN, origin: 'upload' }
    await database.db.insertInto('media').values(file).execute()
    const [here = ''] = await world.press()
    const [there = ''] = await world.press({ projectId: HIDDEN })
    return { world, database, services: world.services, here, there }
  }

  test('is in no list, no change and no answer by its id', async () => {
    const { services, database, here, there } = await house()
    const ids = async (principal: MemberPrincipal) =>
      (await readGenerations(services, principal)).generations.map(({ id }) => id)
    expect((await ids(MEMBER)).toSorted()).toEqual([here, there].toSorted())
    expect(await ids(EDITOR)).toEqual([here])
    expect(await ids(NOBODY)).toEqual([])
    const changes = await changesAfter(services, EDITOR, 0)
    expect(changes?.generations.map(({ id }) => id)).toEqual([here])
    expect(changes?.removed).toEqual([])
    await expect(readGeneration(services, EDITOR, there)).rejects.toMatchObject({ status: 404 })
    await expect(readGenerations(services, EDITOR, { projectId: HIDDEN })).rejects.toMatchObject({
      status: 404,
    })
    expect(await findMedia(database.db, EDITOR, 'med_hidden')).toBeUndefined()
    expect((await readLibrary({ database }, EDITOR)).media).toEqual([])
    expect((await readLibrary({ database }, MEMBER)).media.map(({ id }) => id)).toEqual(['med_hidden'])
  })

  test('a file is seen where it was used, and a shot that was moved away is told to be gone', async () => {
    const { services, database, here } = await house()
    const recipe = {
      ...RECIPE,
      references: [
        { id: 'ref_1', kind: 'video', role: 'reference_video', name: 'Fox', mediaId: 'med_hidden' } as const,
      ],
    }
    await createGenerations(services, MEMBER, {
      idempotencyKey: 'press_with_a_file',
      projectId: FIRST_PROJECT_ID,
      takes: 1,
      recipe,
    })
    expect(await findMedia(database.db, EDITOR, 'med_hidden')).toMatchObject({ id: 'med_hidden' })

    const { cursor } = await readGenerations(services, EDITOR)
    await changeClips(services, MEMBER, [{ id: here, project: HIDDEN, addTags: ['secret'] }])
    const changes = await changesAfter(services, EDITOR, cursor)
    expect(changes).toMatchObject({ generations: [], removed: [here] })
    expect((await readTags({ database }, EDITOR, [here])).counts).toEqual({})
  })

  test('a key that was used there opens nothing', async () => {
    const { services } = await house()
    const body = { idempotencyKey: 'one_and_the_same', takes: 1, recipe: RECIPE }
    await createGenerations(services, MEMBER, { ...body, projectId: HIDDEN })
    await expect(createGenerations(services, EDITOR, body)).rejects.toMatchObject({ status: 409 })
  })

  test('who runs the team sees all of it, others what is the team’s and what they are members of', async () => {
    const { database } = await house()
    const of = (role: 'admin' | 'editor', userId: string) =>
      sightOf(database.db, { teamId: MEMBER.teamId, userId, role })
    expect(await of('admin', 'user_9')).toEqual({ teamId: MEMBER.teamId, projects: 'all' })
    expect((await of('editor', 'user_9')).projects).toEqual([FIRST_PROJECT_ID])
    await database.db
      .insertInto('project_members')
      .values({ project_id: HIDDEN, user_id: 'user_9', added_by: MEMBER.userId, created_at: START })
      .execute()
    expect((await of('editor', 'user_9')).projects).toEqual([FIRST_PROJECT_ID, HIDDEN])
  })
})
