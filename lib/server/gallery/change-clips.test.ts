import { expect, test } from 'vitest'
import type { ClipChange } from '#lib/api/clip-changes.ts'
import { clipChangesSchema } from '#lib/api/clip-changes.ts'
import type { GalleryCard } from '#lib/api/gallery.ts'
import type { Database } from '#lib/server/database/database.ts'
import { changesAfter } from '#lib/server/generations/read-generations.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER, mediaRow, openWorld, START } from '#lib/server/testing/generation-world.ts'
import { insertManyClips } from '#lib/server/testing/many-clips.ts'
import { changeClips } from './change-clips.ts'
import { readGallery } from './read-gallery.ts'

const clock = () => START
const OTHER_PERSON = { ...MEMBER, userId: 'user_2' }
const REVIEWER = { ...MEMBER, role: 'reviewer' } as const

async function openClips(database: Database) {
  const files = [mediaRow('med_file', START)]
  await insertManyClips(database, { count: 12, newestAt: START, authorId: MEMBER.userId, files })
  const services = { database, clock }
  const { cards } = await readGallery(services, MEMBER, {})
  const ids = cards.map(({ id }) => id)
  return { services, ids, cards: async () => (await readGallery(services, MEMBER, {})).cards }
}

async function openProject({ db }: Database, id: string): Promise<void> {
  const row = { id, team_id: MEMBER.teamId, name: 'Spring', created_at: START, updated_at: START }
  await db.insertInto('projects').values(row).execute()
}

const KEPT = ['rating', 'pick', 'tags', 'isFavourite', 'id'] as const
const judgements = (cards: readonly GalleryCard[]) =>
  cards.map((card) => KEPT.map((key) => card[key] ?? null))

describeEachDatabase('changing clips', (open) => {
  test('everything at once, and all of it taken back by the answer', async () => {
    const { services, ids, cards } = await openClips(await open())
    const before = judgements(await cards())
    const wish: ClipChange[] = ids.map((id, index) => ({
      id,
      rating: 5,
      pick: index % 2 === 0 ? 'picked' : 'rejected',
      favourite: true,
      addTags: ['hero', '夜景'],
    }))
    const { undo } = await changeClips(services, MEMBER, wish)
    const after = await cards()
    expect(
      after.every(({ rating, tags, isFavourite }) => rating === 5 && tags.length === 2 && isFavourite),
    ).toBe(true)
    expect(clipChangesSchema.safeParse({ changes: undo }).success).toBe(true)
    await changeClips(services, MEMBER, undo)
    expect(judgements(await cards())).toEqual(before)
  })

  test('what is as wished already is no change, and its undo leaves it alone', async () => {
    const { services, ids } = await openClips(await open())
    const [id = '', other = ''] = ids
    await changeClips(services, MEMBER, [{ id, addTags: ['hero'], rating: 3 }])
    const again = await changeClips(services, MEMBER, [
      { id, addTags: ['hero'], rating: 3 },
      { id: other, addTags: ['hero'] },
    ])
    expect(again).toEqual({ changed: 1, undo: [{ id: other, removeTags: ['hero'] }] })
  })

  test('into the bin and back; the takes of the studio follow', async () => {
    const { services, ids, cards } = await openClips(await open())
    const [id = ''] = ids
    const world = await openWorld(services.database)
    const { undo } = await changeClips(services, MEMBER, [{ id, removed: true }])
    expect((await cards()).map((card) => card.id)).not.toContain(id)
    expect((await readGallery(services, MEMBER, { bin: '1' })).cards.map((card) => card.id)).toEqual([id])
    expect((await changesAfter(world.services, MEMBER, 1))?.removed).toEqual([id])
    await changeClips(services, MEMBER, undo)
    expect((await cards()).map((card) => card.id)).toContain(id)
  })

  test('to another project goes the whole shot with its files, and back', async () => {
    const database = await open()
    const { services } = await openClips(database)
    await openProject(database, 'prj_2')
    const rows = () => database.db.selectFrom('generations').selectAll().orderBy('id').execute()
    const before = await rows()
    const shot = before.find(({ take }) => take === 2)?.shot_id
    const takes = before.filter((row) => row.shot_id === shot)
    const [named = { id: '' }] = takes
    const answer = await changeClips(services, MEMBER, [{ id: named.id, project: 'prj_2', rating: 2 }])
    expect(takes.length).toBeGreaterThan(1)
    expect(answer).toMatchObject({ changed: 1, others: takes.length - 1 })
    const inProject = async (project: string) => {
      const { cards } = await readGallery(services, MEMBER, { project, state: ['succeeded', 'failed'] })
      return cards.map(({ id }) => id).sort()
    }
    expect(await inProject('prj_2')).toEqual(takes.map(({ id }) => id).sort())
    const files = takes.flatMap(({ clip_media_id: id }) => id ?? [])
    const { db } = database
    const moved = await db.selectFrom('media').selectAll().where('project_id', '=', 'prj_2').execute()
    expect(moved.map(({ id }) => id).sort()).toEqual(files.sort())
    await changeClips(services, MEMBER, answer.undo)
    expect((await rows()).map((row) => [row.id, row.project_id, row.rating])).toEqual(
      before.map((row) => [row.id, row.project_id, row.rating]),
    )
    expect(await inProject('prj_2')).toEqual([])
  })

  test('a shot goes to one project of the team, or stays', async () => {
    const database = await open()
    const { services, ids } = await openClips(database)
    await openProject(database, 'prj_2')
    const rows = await database.db.selectFrom('generations').selectAll().execute()
    const [one, two] = rows.filter(
      ({ shot_id: shot }) => shot === rows.find(({ take }) => take === 2)?.shot_id,
    )
    const wishes: [ClipChange[], string][] = [
      [[{ id: ids[0] ?? '', project: 'prj_nobodys' }], 'changes.0.project'],
      [
        [
          { id: one?.id ?? '', project: 'prj_2' },
          { id: two?.id ?? '', project: 'prj_first' },
        ],
        'changes.1.project',
      ],
    ]
    for (const [wish, field] of wishes)
      await expect(changeClips(services, MEMBER, wish)).rejects.toMatchObject({ problems: [{ field }] })
    await expect(
      changeClips(services, REVIEWER, [{ id: one?.id ?? '', project: 'prj_2' }]),
    ).rejects.toMatchObject({ status: 403 })
  })

  test('favourites are each person’s own', async () => {
    const { services, ids } = await openClips(await open())
    const [id = ''] = ids
    await changeClips(services, MEMBER, [{ id, favourite: true }])
    expect((await readGallery(services, MEMBER, { favourite: '1' })).total).toBe(1)
    expect((await readGallery(services, OTHER_PERSON, { favourite: '1' })).total).toBe(0)
  })

  test.each([
    [
      'what is another team’s or nobody’s',
      (id: string) => [
        { id, rating: 1 },
        { id: 'gen_nothing', rating: 1 },
      ],
      'changes.1.id',
    ],
    [
      'one clip twice',
      (id: string) => [
        { id, rating: 1 },
        { id, rating: 2 },
      ],
      'changes.1.id',
    ],
  ])('refuses %s whole, and changes nothing', async (_, wishes, field) => {
    const { services, ids, cards } = await openClips(await open())
    const before = judgements(await cards())
    await expect(changeClips(services, MEMBER, wishes(ids[0] ?? ''))).rejects.toMatchObject({
      status: 422,
      problems: [{ field }],
    })
    expect(judgements(await cards())).toEqual(before)
    await expect(
      changeClips(services, { ...MEMBER, teamId: 'team_other' }, [{ id: ids[0] ?? '', rating: 1 }]),
    ).rejects.toMatchObject({ status: 422 })
  })

  test('what is still being made is not thrown away', async () => {
    const { services } = await openClips(await open())
    const world = await openWorld(services.database)
    const [id = ''] = await world.press()
    await expect(changeClips(services, MEMBER, [{ id, removed: true }])).rejects.toMatchObject({
      problems: [{ field: 'changes.0.id', code: 'conflict' }],
    })
    await expect(changeClips(services, MEMBER, [{ id, rating: 4 }])).resolves.toMatchObject({ changed: 1 })
  })

  test('a reviewer judges, and deletes nothing', async () => {
    const { services, ids } = await openClips(await open())
    const [id = ''] = ids
    await expect(changeClips(services, REVIEWER, [{ id, pick: 'picked' }])).resolves.toMatchObject({
      changed: 1,
    })
    await expect(changeClips(services, REVIEWER, [{ id, removed: true }])).rejects.toMatchObject({
      status: 403,
    })
  })
})

test.each(['', '   ', 'a,b', 'x'.repeat(65)])('%j is no tag', (tag) => {
  expect(clipChangesSchema.safeParse({ changes: [{ id: 'gen_1', addTags: [tag] }] }).success).toBe(false)
})

test('a tag is kept without blanks around it and in one normal form', () => {
  const parsed = clipChangesSchema.parse({ changes: [{ id: 'gen_1', addTags: [' cafe\u0301   noir '] }] })
  expect(parsed.changes[0]?.addTags).toEqual(['caf\u00e9 noir'])
})
