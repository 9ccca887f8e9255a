import { expect, test } from 'vitest'
import { compareAddress, readComparedIds } from './comparison.ts'

test('an address says which clips, in their order, and where to begin', () => {
  expect(compareAddress(['gen_b', 'gen_a'])).toBe('/compare?ids=gen_b,gen_a')
  expect(compareAddress(['gen_a', 'gen_b'], { frame: 0 })).toBe('/compare?ids=gen_a,gen_b')
  expect(compareAddress(['gen_a', 'gen_b'], { frame: 12, project: 'prj_1' })).toBe(
    '/compare?ids=gen_a,gen_b&project=prj_1&f=12',
  )
})

test('what an address says is read back; each clip once, however it is written', () => {
  const { searchParams } = new URL(compareAddress(['gen_b', 'gen_a'], { frame: 3 }), 'http://localhost')
  expect(readComparedIds(searchParams.get('ids') ?? undefined)).toEqual(['gen_b', 'gen_a'])
  expect(readComparedIds(['gen_a,gen_b', ' gen_a ', 'gen_c,'])).toEqual(['gen_a', 'gen_b', 'gen_c'])
  expect(readComparedIds(undefined)).toEqual([])
})
