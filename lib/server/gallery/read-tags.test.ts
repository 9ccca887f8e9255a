import { expect, test } from 'vitest'
import { MEMBER, mediaRow, START } from '#lib/server/testing/generation-world.ts'
import { insertManyClips } from '#lib/server/testing/many-clips.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { changeClips } from './change-clips.ts'
import { readTags } from './read-tags.ts'

describeEachDatabase('tags to choose from', (open) => {
  test('those of a selection are counted, those of the team come the most used first', async () => {
    const database = await open()
    const files = [mediaRow('med_file', START)]
    await insertManyClips(database, { count: 4, newestAt: START, authorId: MEMBER.userId, files })
    const services = { database, clock: () => START }
    const [one = '', two = '', three = ''] = (
      await database.db.selectFrom('generations').select('id').orderBy('id').execute()
    ).map(({ id }) => id)
    await changeClips(services, MEMBER, [
      { id: one, addTags: ['hero', '夜景'] },
      { id: two, addTags: ['夜景'] },
      { id: three, addTags: ['__proto__'] },
    ])
    expect(await readTags(services, MEMBER, [one, two])).toEqual({
      counts: { hero: 1, 夜景: 2 },
      team: ['夜景', '__proto__', 'hero'],
    })
    expect(await readTags(services, { ...MEMBER, teamId: 'team_other' }, [one])).toEqual({
      counts: {},
      team: [],
    })
  })
})
