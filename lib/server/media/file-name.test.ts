import { expect, test } from 'vitest'
import { displayName } from './file-name.ts'

test.each([
  ['photo.jpg', 'photo.jpg'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\Ada\\Desktop\\shot 1.mov', 'shot 1.mov'],
  ['/absolute/', 'absolute'],
  ['a\u0000b\u001f\r\nc.png', 'abc.png'],
  ['photo\u202egpj.exe', 'photogpj.exe'],
  ['  much   space .png ', 'much space .png'],
  ['海边.png', '海边.png'],
  ['👩\u200d🚀.png', '👩\u200d🚀.png'],
  ['.', 'image.jpg'],
  ['../', 'image.jpg'],
  ['', 'image.jpg'],
  ['\u0000', 'image.jpg'],
])('shows %j as %j', (name, shown) => {
  expect(displayName(name, 'image.jpg')).toBe(shown)
})

test('shortens a long name and keeps its ending', () => {
  const shown = displayName(`${'é'.repeat(400)}.jpeg`, 'image.jpg')
  expect(shown).toHaveLength(120)
  expect(shown.endsWith('….jpeg')).toBe(true)
})
