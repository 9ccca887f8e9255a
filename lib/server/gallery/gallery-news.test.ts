import { expect, test } from 'vitest'
import type { GalleryNewsQuery } from '#lib/api/gallery.ts'
import type { Database } from '#lib/server/database/database.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER, mediaRow, START } from '#lib/server/testing/generation-world.ts'
import { insertManyClips } from '#lib/server/testing/many-clips.ts'
import { changeClips } from './change-clips.ts'
import { readGalleryIds, readGalleryNews } from './gallery-news.ts'
import { readGallery } from './read-gallery.ts'

async function openGallery(database: Database, count: number) {
  await insertManyClips(database, {
    count,
    newestAt: START,
    authorId: MEMBER.userId,
    files: [mediaRow('med_file', START)],
  })
  const services = { database, clock: () => START }
  const page = await readGallery(services, MEMBER, { limit: 100 })
  const news = (query: Partial<GalleryNewsQuery> = {}) =>
    readGalleryNews(services, MEMBER, { since: page.cursor ?? 0, ...query })
  return { services, page, news }
}

describeEachDatabase('news of the gallery', (open) => {
  test('nothing is news until something changes, and then that alone is', async () => {
    const { services, page, news } = await openGallery(await open(), 30)
    expect(await news()).toBeUndefined()
    const [first, second, third] = page.cards
    if (!first || !second || !third) throw new Error('the gallery is empty')
    await changeClips(services, MEMBER, [
      { id: first.id, rating: first.rating === 5 ? 4 : 5, pick: null },
      { id: second.id, removed: true },
    ])
    const told = await news()
    expect(told?.cards.map(({ id, rating }) => [id, rating])).toEqual([
      [first.id, first.rating === 5 ? 4 : 5],
    ])
    expect(told).toMatchObject({ matching: [first.id], gone: [second.id], total: (page.total ?? 0) - 1 })
    // What doesn't match stays known, but is not counted to what does.
    const picked = await news({ pick: ['picked'] })
    expect(picked?.cards.map(({ id }) => id)).toEqual([first.id])
    expect(picked?.matching).toEqual([])
    // In the bin it is the other way round.
    const bin = await news({ bin: '1' })
    expect(bin).toMatchObject({ matching: [second.id], gone: [first.id], total: 1 })
    expect(await readGalleryNews(services, MEMBER, { since: told?.cursor ?? 0 })).toBeUndefined()
  })

  test('of a shot the take on top is told, also when another one changed', async () => {
    const { services, news } = await openGallery(await open(), 60)
    const shots = await readGallery(services, MEMBER, { by: 'shot', limit: 100 })
    const shot = shots.cards.find(({ takes = 0 }) => takes > 1)
    const page = await readGallery(services, MEMBER, { limit: 200 })
    const below = page.cards.find(({ id, shotId }) => shotId === shot?.shotId && id !== shot?.id)
    if (!shot || !below) throw new Error('every shot has one take')
    await changeClips(services, MEMBER, [{ id: below.id, removed: true }])
    const told = await news({ by: 'shot' })
    expect(told?.cards.map(({ id, takes }) => [id, takes])).toEqual([[shot.id, (shot.takes ?? 0) - 1]])
    expect(told?.gone).toEqual([below.id])
  })

  test('a great change is told as one', async () => {
    const { services, page, news } = await openGallery(await open(), 400)
    const { ids } = await readGalleryIds(services, MEMBER, {})
    expect(ids).toHaveLength(page.total ?? 0)
    expect(ids.slice(0, 100)).toEqual(page.cards.map(({ id }) => id))
    expect(await readGalleryIds(services, MEMBER, { skip: 7, limit: 3 })).toEqual({ ids: ids.slice(7, 10) })
    await changeClips(
      services,
      MEMBER,
      ids.slice(0, 301).map((id) => ({ id, addTags: ['all'] })),
    )
    expect(await news()).toMatchObject({ isMuch: true, cards: [], gone: [] })
  })
})
