import * as fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { GalleryCard, GalleryNews, GalleryPage } from '#lib/api/gallery.ts'
import {
  createGalleryList,
  type GalleryListOptions,
  MOST_KEPT,
  PAGE,
  type PageRequest,
} from './gallery-list.ts'

/** What the server has: newest first, as GET /api/gallery answers. */
let server: GalleryCard[]
let asked: PageRequest[]

beforeEach(() => {
  server = Array.from({ length: 1050 }, (_, index) => card(index))
  asked = []
})

function card(index: number, shot = index): GalleryCard {
  return {
    id: `gen_${index}`,
    shotId: `sht_${shot}`,
    take: 1,
    state: 'succeeded',
    model: 'm',
    prompt: `clip ${index}`,
    createdAt: 1_000_000 - index,
    rating: 0,
    isFavourite: false,
    tags: [],
  }
}

async function fetchPage(request: PageRequest): Promise<GalleryPage> {
  asked.push(request)
  await Promise.resolve()
  const start = 'after' in request ? server.findIndex(({ id }) => id === request.after) + 1 : request.skip
  const cards = server.slice(start, start + request.limit)
  const next = start + request.limit < server.length ? cards.at(-1)?.id : undefined
  return {
    cards,
    ...(next !== undefined && { next }),
    ...('skip' in request && { total: server.length, cursor: 7 }),
  }
}

const listOf = (options: Partial<GalleryListOptions> = {}) =>
  createGalleryList({ fetchPage, projectId: 'prj_1', isNewestFirst: true, ...options })

const settled = () => new Promise((resolve) => setImmediate(resolve))

const news = (some: Partial<GalleryNews>): GalleryNews => ({
  cursor: 8,
  total: server.length,
  cards: [],
  matching: [],
  gone: [],
  ...some,
})

const idsAt = (list: ReturnType<typeof listOf>, from: number, to: number) =>
  Array.from({ length: to - from }, (_, offset) => list.cardAt(from + offset)?.id)

describe('pages', () => {
  test('are asked for where one looks, once, and the next one by the cursor of the last', async () => {
    const list = listOf()
    list.ensure(0, 30)
    list.ensure(10, 40)
    await settled()
    expect(asked).toEqual([{ skip: 0, limit: PAGE }])
    expect(list.total()).toBe(1050)
    list.ensure(90, 120)
    await settled()
    list.ensure(90, 120)
    expect(asked.slice(1)).toEqual([{ after: 'gen_99', limit: PAGE }])
    expect(list.cardAt(150)?.id).toBe('gen_150')
  })

  test('are jumped to, and end where the list does', async () => {
    const list = listOf()
    list.ensure(1040, 1100)
    await settled()
    expect(asked).toEqual([{ skip: 1000, limit: PAGE }])
    expect(idsAt(list, 1048, 1051)).toEqual(['gen_1048', 'gen_1049', undefined])
  })

  test('on their way to where nobody looks any more are called off', async () => {
    const signals: AbortSignal[] = []
    const list = listOf({
      first: { cards: server.slice(0, PAGE), total: server.length, next: 'gen_99' },
      fetchPage: (request, signal) => {
        signals.push(signal)
        return fetchPage(request)
      },
    })
    list.ensure(500, 530)
    list.ensure(900, 930)
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false])
    await settled()
    expect(list.cardAt(505)).toBeUndefined()
    expect(list.cardAt(905)?.id).toBe('gen_905')
  })

  test('that the server has drawn are not asked for again', () => {
    const list = listOf({ first: { cards: server.slice(0, PAGE), total: server.length, next: 'gen_99' } })
    list.ensure(0, 60)
    expect(asked).toEqual([])
  })

  test('that could not be read are asked for again when they are looked at again', async () => {
    let isBroken = true
    const list = listOf({
      fetchPage: (request) => (isBroken ? Promise.reject(new Error('no line')) : fetchPage(request)),
    })
    list.ensure(0, 30)
    await settled()
    expect(list.error()).toEqual(new Error('no line'))
    isBroken = false
    list.ensure(0, 30)
    await settled()
    expect(list.error()).toBeUndefined()
    expect(list.cardAt(0)?.id).toBe('gen_0')
  })

  test('far away are forgotten, so that a long walk does not fill the memory', async () => {
    server = Array.from({ length: 4 * MOST_KEPT }, (_, index) => card(index))
    const list = listOf()
    for (let at = 0; at < server.length; at += PAGE) {
      list.ensure(at, at + 50)
      await settled()
    }
    let kept = 0
    for (let index = 0; index < server.length; index += 1) if (list.cardAt(index)) kept += 1
    expect(kept).toBeLessThanOrEqual(MOST_KEPT + PAGE)
    expect(list.cardAt(server.length - 1)?.id).toBe(`gen_${server.length - 1}`)
  })
})

describe('what is said of cards', () => {
  const whole = () =>
    listOf({ first: { cards: server.slice(0, PAGE), total: server.length, next: 'gen_99' } })

  test('shows at once, and is put back as it was', () => {
    const list = whole()
    const putBack = list.patch([{ id: 'gen_3', rating: 4, pick: 'picked', addTags: ['b', 'a'] }])
    expect(list.cardAt(3)).toMatchObject({ rating: 4, pick: 'picked', tags: ['a', 'b'] })
    putBack()
    expect(list.cardAt(3)).toEqual(card(3))
  })

  test('what is thrown away closes the gap, and an undo opens it again, whatever its order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(PAGE - 1), { maxLength: 20 }),
        fc.func(fc.integer()),
        (indexes, order) => {
          const list = whole()
          const ids = indexes.map((index) => `gen_${index}`)
          list.patch(ids.map((id) => ({ id, removed: true })))
          const rest = server.filter(({ id }) => !ids.includes(id))
          expect(list.total()).toBe(rest.length)
          expect(idsAt(list, 0, 60)).toEqual(rest.slice(0, 60).map(({ id }) => id))
          const again = ids.toSorted((a, b) => order(a) - order(b)).map((id) => ({ id, removed: false }))
          list.patch(again)
          expect(list.total()).toBe(server.length)
          expect(idsAt(list, 0, PAGE)).toEqual(server.slice(0, PAGE).map(({ id }) => id))
        },
      ),
    )
  })

  test('a refusal brings them back to where they were', () => {
    const list = whole()
    const putBack = list.patch(['gen_5', 'gen_0', 'gen_9'].map((id) => ({ id, removed: true })))
    putBack()
    expect(idsAt(list, 0, 12)).toEqual(server.slice(0, 12).map(({ id }) => id))
  })

  test('in the bin it is the restored that leave, and what goes to another project leaves everywhere', () => {
    const bin = listOf({ isBin: true, first: { cards: server.slice(0, 10), total: 10 } })
    bin.patch([{ id: 'gen_2', removed: false }])
    expect(bin.cardAt(2)?.id).toBe('gen_3')
    const list = whole()
    list.patch([{ id: 'gen_2', project: 'prj_2' }])
    expect(list.cardAt(2)?.id).toBe('gen_3')
    list.patch([{ id: 'gen_2', project: 'prj_1' }])
    expect(list.cardAt(2)?.id).toBe('gen_2')
  })

  test('the page after a gap goes on where the server is', async () => {
    const list = whole()
    list.patch(['gen_1', 'gen_2', 'gen_3'].map((id) => ({ id, removed: true })))
    server = server.filter(({ id }) => !['gen_1', 'gen_2', 'gen_3'].includes(id))
    list.ensure(80, 120)
    await settled()
    expect(idsAt(list, 0, 190)).toEqual(server.slice(0, 190).map(({ id }) => id))
  })
})

describe('news', () => {
  const whole = (options: Partial<GalleryListOptions> = {}) =>
    listOf({
      first: { cards: server.slice(0, PAGE), total: server.length, cursor: 7, next: 'gen_99' },
      ...options,
    })

  test('of known cards show in their places, also where they match no longer', () => {
    const list = whole()
    const changed = { ...card(4), rating: 1 }
    list.hear(news({ cards: [changed], total: server.length - 1 }), true)
    expect(list.cardAt(4)).toEqual(changed)
    expect(list.total()).toBe(server.length)
    expect(list.cursor()).toBe(8)
  })

  test('of new clips go to the top where one looks at it, and are counted where one does not', () => {
    const fresh = card(-1)
    server = [fresh, ...server]
    const list = whole({ first: { cards: server.slice(1, PAGE), total: server.length - 1, cursor: 7 } })
    list.hear(news({ cards: [fresh], matching: [fresh.id] }), false)
    expect([list.freshCount(), list.total(), list.cardAt(0)?.id]).toEqual([1, 1050, 'gen_0'])
    const other = whole({ first: { cards: server.slice(1, PAGE), total: server.length - 1, cursor: 7 } })
    other.hear(news({ cards: [fresh], matching: [fresh.id] }), true)
    expect([other.freshCount(), other.total(), other.cardAt(0)?.id]).toEqual([0, 1051, 'gen_-1'])
  })

  test('that wait for being shown do not shift the pages that are read meanwhile', async () => {
    const list = whole()
    const fresh = [card(-1), card(-2)]
    server = [...fresh.toReversed(), ...server]
    list.hear(news({ cards: fresh, matching: fresh.map(({ id }) => id) }), false)
    list.ensure(400, 430)
    await settled()
    expect(list.cardAt(410)?.id).toBe('gen_410')
    list.refresh()
    list.ensure(0, 30)
    await settled()
    expect(idsAt(list, 0, 3)).toEqual(['gen_-2', 'gen_-1', 'gen_0'])
  })

  test('of what is gone close the gap', () => {
    const list = whole()
    list.hear(news({ gone: ['gen_2', 'gen_777'], total: server.length - 2 }), true)
    expect(list.cardAt(2)?.id).toBe('gen_3')
    expect(list.total()).toBe(server.length - 2)
  })

  test('of what has come back put it where it was, but not what was thrown away here a moment ago', () => {
    const list = whole()
    list.hear(news({ gone: ['gen_2'], total: server.length - 1 }), true)
    list.hear(news({ cards: [{ ...card(2), rating: 3 }], matching: ['gen_2'] }), true)
    expect(list.cardAt(2)).toEqual({ ...card(2), rating: 3 })
    expect([list.total(), list.freshCount()]).toEqual([server.length, 0])
    list.patch([{ id: 'gen_5', removed: true }])
    list.hear(news({ cards: [{ ...card(5), rating: 1 }], matching: ['gen_5'] }), true)
    expect(list.cardAt(5)?.id).toBe('gen_6')
  })

  test('of a shot change the card that stands for it, whichever take is on top now', () => {
    const list = whole({ byShot: true })
    const onTop = { ...card(9999, 4), take: 2 }
    list.hear(news({ cards: [onTop], matching: [onTop.id] }), true)
    expect(list.cardAt(4)).toEqual(onTop)
    expect(list.total()).toBe(server.length)
  })

  test('that are too many keep what is shown and read it again when it is looked at', async () => {
    const list = whole()
    server = server.map((one) => ({ ...one, rating: 5 }))
    list.hear(news({ isMuch: true }), true)
    expect(list.cardAt(3)?.rating).toBe(0)
    list.ensure(0, 30)
    await settled()
    expect(asked).toHaveLength(1)
    expect(list.cardAt(3)?.rating).toBe(5)
  })
})
