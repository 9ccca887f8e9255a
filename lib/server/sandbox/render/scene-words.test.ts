import { expect, test } from 'vitest'
import { readSceneWords } from './scene-words.ts'

test.for([
  ['A red kite over the sea at sunset', { place: 'ocean', light: 'sunset', mood: 'warm' }],
  ['夜晚的森林里，萤火虫飞舞', { place: 'forest', light: 'night', weather: 'fireflies', mood: 'dark' }],
  ['Neon city in the rain', { place: 'city', light: 'neon', weather: 'rain' }],
  ['Snow falls on the mountains', { place: 'mountains', weather: 'snow' }],
  ['Sunny meadow with flowers', { place: 'meadow', light: 'day', weather: 'petals', mood: 'bright' }],
  ['An astronaut near a planet', { place: 'space', light: 'night' }],
  // Whole words only: no car in "carry", no sea in "search".
  ['Carry on the search in the desert', { place: 'desert' }],
] as const)('%s', ([prompt, scene]) => {
  expect(readSceneWords(prompt, 1)).toMatchObject(scene)
})

test('what the words leave open, the seed decides, always in the same way', () => {
  expect(readSceneWords('Something quiet', 4)).toEqual(readSceneWords('Something quiet', 4))
  const places = new Set(
    Array.from({ length: 40 }, (_, seed) => readSceneWords('Something quiet', seed).place),
  )
  expect(places.size).toBeGreaterThan(2)
})
