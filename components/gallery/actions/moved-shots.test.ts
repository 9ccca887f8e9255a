import { expect, test } from 'vitest'
import type { GalleryCard } from '#lib/api/gallery.ts'
import { createGalleryList } from '../gallery-list.ts'

const card = (id: string, shotId: string): GalleryCard => ({
  id,
  shotId,
  take: 1,
  state: 'succeeded',
  model: 'm',
  prompt: id,
  createdAt: 1,
  rating: 0,
  isFavourite: false,
  tags: [],
})

test('takes that are not named leave with their shot, and come back to their places', () => {
  const cards = [card('a1', 'a'), card('b1', 'b'), card('a2', 'a'), card('c1', 'c'), card('a3', 'a')]
  const list = createGalleryList({
    fetchPage: () => Promise.reject(new Error('nothing is asked')),
    projectId: 'prj_1',
    first: { cards, total: 5 },
  })
  const shown = () => Array.from({ length: list.total() ?? 0 }, (_, index) => list.cardAt(index)?.id)
  const putBack = list.patch([{ id: 'a2', project: 'prj_2' }])
  expect(shown()).toEqual(['b1', 'c1'])
  putBack()
  expect(shown()).toEqual(cards.map(({ id }) => id))
  list.patch([{ id: 'a2', project: 'prj_2' }])
  list.patch([{ id: 'a2', project: 'prj_1' }])
  expect(shown()).toEqual(cards.map(({ id }) => id))
})
