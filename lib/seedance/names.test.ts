import { expect, test } from 'vitest'
import { fillInNames, isValidName } from './names.ts'

test.each([
  ['1', true],
  ['Anna', true],
  ['小猫', true],
  ['Image 1', true],
  ['red-hat_2', true],
  ['', false],
  [' Anna', false],
  ['Anna ', false],
  ['@Anna', false],
  ['a[b]', false],
  ['【猫】', false],
  ['two\nlines', false],
  ['x'.repeat(64), true],
  ['x'.repeat(65), false],
])('§5: %j as a name: %s', (name, valid) => {
  expect(isValidName(name)).toBe(valid)
})

test.each([
  ['the name of the file without its ending', [{ fileName: 'Red hat (1).JPG' }], ['Red-hat-1']],
  ['any script', [{ fileName: '小猫 照片.png' }], ['小猫-照片']],
  [
    'the same file twice',
    [{ fileName: 'a.png' }, { fileName: 'a.png' }, { fileName: 'a.jpg' }],
    ['a', 'a-2', 'a-3'],
  ],
  ['a given name stays', [{ fileName: 'anna.png' }, { name: 'anna' }], ['anna-2', 'anna']],
  ['case does not tell names apart', [{ name: 'Anna' }, { name: 'anna' }], ['Anna', 'anna-2']],
  [
    'nothing to go by',
    [{}, { kind: 'video' as const }, { kind: 'audio' as const }, { fileName: '###.png' }],
    ['picture-1', 'clip-1', 'sound-1', 'picture-2'],
  ],
  ['an invalid name is repaired', [{ name: '@[x] y' }], ['x-y']],
])('§5: names are unique and filled in: %s', (_, given, names) => {
  expect(fillInNames(given)).toEqual(names)
})

test('names filled in are always valid and different', () => {
  const given = ['x'.repeat(200), '', '..', '🎈', 'a\u0000b', 'x'.repeat(200)].map((fileName) => ({
    fileName,
  }))
  const names = fillInNames(given)
  expect(new Set(names).size).toBe(given.length)
  for (const name of names) expect(isValidName(name)).toBe(true)
})
