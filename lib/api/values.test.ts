import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { fileNameSchema, idSchema, wholeNumberSchema } from './values.ts'

describe('a whole number in a query', () => {
  const schema = wholeNumberSchema(1, 200)
  test.each(['1', '200', '007'])('%j', (text) => expect(z.parse(schema, text)).toBe(Number(text)))
  test.each(['', ' ', '0', '201', '-1', '1.5', '1e2', '0x10', '+1', ' 1', '1 ', 'NaN', 'Infinity', '９'])(
    'not %j',
    (text) => expect(z.safeParse(schema, text).success).toBe(false),
  )
  test('of any size that is exact', () => {
    const cursor = wholeNumberSchema(0, Number.MAX_SAFE_INTEGER)
    expect(z.parse(cursor, '9007199254740991')).toBe(Number.MAX_SAFE_INTEGER)
    expect(z.safeParse(cursor, '9007199254740992').success).toBe(false)
  })
})

describe('a file name', () => {
  test.each(['fox.png', '狐狸 (1).jpg', 'a\u202Egnp.exe', '..hidden', ''])('%j', (name) => {
    expect(z.safeParse(fileNameSchema, name).success).toBe(true)
  })
  test.each(['../../etc/passwd', 'a/b', '..\\..\\boot.ini', 'a\0.png', 'a\nb', 'x'.repeat(1001)])(
    'not %j',
    (name) => expect(z.safeParse(fileNameSchema, name).success).toBe(false),
  )
})

test.each(['', '..', 'GEN_1', 'gen-1', 'gen_1\0', "gen_1'--", 'a'.repeat(65)])('%j is no id', (id) => {
  expect(z.safeParse(idSchema, id).success).toBe(false)
})
