import * as fc from 'fast-check'
import type { Selectable } from 'kysely'
import { expect, test } from 'vitest'
import { GALLERY_SORTS, type GalleryQuery, galleryQuerySchema } from '#lib/api/gallery.ts'
import { nextChange } from '#lib/server/database/change-counter.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { GalleryEntryRow } from '#lib/server/database/gallery-tables.ts'
import { FIRST_TEAM_ID } from '#lib/server/teams/team-store.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER, mediaRow, START } from '#lib/server/testing/generation-world.ts'
import { insertManyClips } from '#lib/server/testing/many-clips.ts'
import { addFavourites } from './favourite-store.ts'
import { readGalleryCounts } from './read-counts.ts'
import { readGallery } from './read-gallery.ts'
import { readQuestion, searchWords, type SearchTerm } from './search-words.ts'
import { addTag } from './tag-store.ts'

const STRANGER = { ...MEMBER, teamId: 'team_other' }

async function openGallery(database: Database, count: number) {
  await insertManyClips(database, {
    count,
    newestAt: START,
    authorId: MEMBER.userId,
    files: [mediaRow('med_file', START)],
  })
  return { database }
}

async function allIds(services: { database: Database }, query: GalleryQuery): Promise<string[]> {
  const ids: string[] = []
  let after: string | undefined
  do {
    const page = await readGallery(services, MEMBER, { ...query, ...(after !== undefined && { after }) })
    ids.push(...page.cards.map(({ id }) => id))
    after = page.next
  } while (after !== undefined)
  return ids
}

describeEachDatabase('the gallery', (open) => {
  test('every page of every order holds each clip once, and a jump lands where paging would', async () => {
    const services = await openGallery(await open(), 120)
    for (const sort of GALLERY_SORTS) {
      const paged = await allIds(services, { sort, limit: 17 })
      const whole = await readGallery(services, MEMBER, { sort, limit: 200 })
      expect(paged).toEqual(whole.cards.map(({ id }) => id))
      expect(new Set(paged).size).toBe(whole.total ?? -1)
      const jump = await readGallery(services, MEMBER, { sort, skip: 50, limit: 5 })
      expect(jump.cards.map(({ id }) => id)).toEqual(paged.slice(50, 55))
    }
  })

  test('finds what a plain reading of every row finds', async () => {
    const database = await open()
    const services = await openGallery(database, 150)
    await readGallery(services, MEMBER, {})
    const entries = await database.db.selectFrom('gallery_entries').selectAll().execute()
    const prompts = new Map(
      (await database.db.selectFrom('generations').select(['id', 'prompt_text', 'problem']).execute()).map(
        ({ id, prompt_text: text, problem }) => [id, `${text} ${problem ?? ''} ${id}`],
      ),
    )
    await fc.assert(
      fc.asyncProperty(questions, async (query) => {
        const expected = entries
          .filter((entry) => isWanted(entry, query, prompts.get(entry.generation_id) ?? ''))
          .map(({ generation_id: id }) => id)
          .sort()
        expect((await allIds(services, { ...query, limit: 60 })).toSorted()).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })

  test('by shot: one card each, on top what was picked, with the number of takes that match', async () => {
    const database = await open()
    const services = await openGallery(database, 90)
    const page = await readGallery(services, MEMBER, { by: 'shot', limit: 200 })
    const takes = await readGallery(services, MEMBER, { limit: 200 })
    const shots = new Map<string, typeof takes.cards>()
    for (const card of takes.cards) shots.set(card.shotId, [...(shots.get(card.shotId) ?? []), card])
    expect(page.total).toBe(shots.size)
    expect(page.cards).toHaveLength(shots.size)
    for (const card of page.cards) {
      const stack = shots.get(card.shotId) ?? []
      expect(card.takes).toBe(stack.length)
      if (stack.some(({ pick }) => pick === 'picked')) expect(card.pick).toBe('picked')
    }
    const paged = await allIds(services, { by: 'shot', limit: 7 })
    expect(paged).toEqual(page.cards.map(({ id }) => id))
  })

  test.each(['take', 'shot'] as const)(
    'counts are what choosing the value would leave, by %s',
    async (by) => {
      const database = await open()
      const services = await openGallery(database, 120)
      const { cards } = await readGallery(services, MEMBER, { limit: 40 })
      await database.transaction(async (transaction) => {
        const tag = { team_id: FIRST_TEAM_ID, tag: 'hero', created_at: START }
        const ids = cards.map(({ id }) => id)
        await addTag(transaction, tag, ids)
        await addFavourites(transaction, { user_id: MEMBER.userId, created_at: START }, ids.slice(9))
      })
      const filter = { q: 'harbour', rating: 2, by } as const
      const counts = await readGalleryCounts(services, MEMBER, filter)
      const left = async (chosen: GalleryQuery) =>
        (await readGallery(services, MEMBER, { ...filter, ...chosen })).total
      for (const [model, count] of Object.entries(counts.model ?? {}))
        expect(await left({ model: [model] })).toBe(count)
      for (const pick of ['picked', 'rejected', 'open'] as const)
        expect(await left({ pick: [pick] })).toBe(counts.pick?.[pick] ?? 0)
      // Its own filter does not narrow its counts: one star is still counted.
      for (const rating of [1, 2, 3, 4, 5]) expect(await left({ rating })).toBe(counts.rating?.[rating])
      expect(await left({ tag: ['hero'] })).toBe(counts.tag?.['hero'])
      expect(await left({ favourite: '1' })).toBe(counts.favourite)
      expect(counts.bin).toBe(0)
      expect(await readGalleryCounts(services, MEMBER, { ...filter, count: ['tag', 'bin', 'tag'] })).toEqual({
        tag: counts.tag,
        bin: 0,
      })
    },
  )

  test('what changes is found by its new words at once, in a second process too', async () => {
    const services = await openGallery(await open(), 30)
    const [card] = (await readGallery(services, MEMBER, { limit: 1 })).cards
    const id = card?.id ?? ''
    expect((await readGallery(services, MEMBER, { q: 'heron' })).total).toBe(0)
    await services.database.transaction(async (transaction) => {
      const version = await nextChange(transaction)
      await addTag(transaction, { team_id: FIRST_TEAM_ID, tag: 'Grey Heron 苍鹭', created_at: START }, [id])
      await transaction.updateTable('generations').set({ version }).where('id', '=', id).execute()
    })
    const second = { database: await open() }
    for (const q of ['heron', 'GREY her', '苍鹭', '苍', 'héron'])
      expect((await readGallery(second, MEMBER, { q })).cards).toMatchObject([
        { id, tags: ['Grey Heron 苍鹭'] },
      ])
    expect(await readGallery(second, MEMBER, { tag: ['Grey Heron 苍鹭'] })).toMatchObject({ total: 1 })
    expect(
      (await readGallery(second, MEMBER, { q: '-heron', limit: 200 })).cards.map((one) => one.id),
    ).not.toContain(id)
  })

  test('two readers that catch up at once write each entry once', async () => {
    const services = await openGallery(await open(), 450)
    // Two SQLite connections on one thread would wait for each other; between processes they queue.
    const others = services.database.dialect === 'sqlite' ? services : { database: await open() }
    const pages = await Promise.all([
      readGallery(services, MEMBER, { state: ['succeeded', 'failed'] }),
      readGallery(others, MEMBER, { state: ['succeeded', 'failed'] }),
    ])
    expect(pages.map(({ total }) => total)).toEqual([450, 450])
  })

  test('no other team sees anything of it, and a foreign project is not there', async () => {
    const services = await openGallery(await open(), 5)
    await expect(readGallery(services, STRANGER, { project: 'prj_first' })).rejects.toMatchObject({
      status: 404,
    })
    await expect(readGalleryCounts(services, STRANGER, {})).rejects.toMatchObject({ status: 404 })
  })

  test.each(['1', 'x.gen_1', "1.gen' or 1=1", '1.2.3.gen_1', ''])(
    'refuses the page mark %j',
    async (after) => {
      const services = await openGallery(await open(), 1)
      await expect(readGallery(services, MEMBER, { after })).rejects.toMatchObject({
        status: 400,
        problems: [{ field: 'after' }],
      })
    },
  )

  test('nothing that is typed into the search breaks it', async () => {
    const services = await openGallery(await open(), 20)
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), async (q) => {
        expect(await readGallery(services, MEMBER, { q })).toHaveProperty('total')
      }),
      { numRuns: 120 },
    )
    for (const q of [
      '"',
      "'",
      '*',
      'AND',
      'NOT fox',
      'a OR b',
      'fox" OR "1',
      "fox':*&",
      '\\',
      '(',
      '-',
      '- -',
      '\u0000',
    ])
      await readGallery(services, MEMBER, { q })
  })
})

/** As they come from an address: through the schema. */
const questions = fc
  .record(
    {
      q: fc.constantFrom(
        'fox',
        'lan bri',
        '灯笼',
        '雨夜',
        '狐',
        'fox -snow',
        '-雨夜 -红色灯笼 -slow-push',
        '-"paper crane" "close"',
        '"clos"',
        'Seedance 2',
        'held back',
        '主角 720p',
      ),
      ratio: fc.subarray(['16:9', '9:16', '1:1'], { minLength: 1 }).map((list) => list.join(',')),
      resolution: fc.constantFrom('720p', '480p,1080p'),
      state: fc.constantFrom('succeeded', 'failed', 'succeeded,failed'),
      rating: fc.constantFrom('1', '3', '5'),
      pick: fc.constantFrom('picked', 'rejected,open', 'open'),
      'length-from': fc.constantFrom('5', '8'),
      'length-to': fc.constantFrom('9', '11'),
    },
    { requiredKeys: [] },
  )
  .map((query) => galleryQuerySchema.parse(query))

function isWanted(entry: Selectable<GalleryEntryRow>, query: GalleryQuery, text: string): boolean {
  const words = searchWords(`${text} ${entry.model} ${entry.resolution}`)
  const has = ({ word, isPrefix }: SearchTerm) =>
    words.some((other) => (isPrefix ? other.startsWith(word) : other === word))
  const { wanted, unwanted } = readQuestion(query.q ?? '')
  return (
    (query.state ?? ['succeeded']).includes(entry.state) &&
    (query.ratio ?? [entry.ratio]).some((ratio) => ratio === entry.ratio) &&
    (query.resolution ?? [entry.resolution]).includes(entry.resolution) &&
    entry.rating >= (query.rating ?? 0) &&
    (query.pick ?? ['picked', 'rejected', 'open']).some(
      (pick) => (pick === 'open' ? '' : pick) === entry.pick,
    ) &&
    entry.duration_ms >= (query['length-from'] ?? 0) * 1000 - 500 &&
    entry.duration_ms < (query['length-to'] ?? 999) * 1000 + 500 &&
    wanted.every(has) &&
    !unwanted.some((group) => group.every(has))
  )
}
