import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ByteSource } from './movie-boxes.ts'
import { movieBoxes } from './movie-boxes.ts'
import { canTakeBox, findRecipe, recipeBox } from './recipe-box.ts'
import { RECIPE_FORMAT, type RecipeFile } from './recipe-file.ts'
import { recipeInPacket, recipePacket } from './recipe-packet.ts'

/** A file in memory that counts what is read of it. */
function fileOf(...parts: readonly Uint8Array[]) {
  const bytes = Buffer.concat(parts)
  const read: number[] = []
  const source: ByteSource & { read: ByteSource['read']; bytesRead(): number } = {
    size: bytes.byteLength,
    read: async (start, end) => {
      const part = new Uint8Array(bytes.subarray(start, end))
      read.push(part.byteLength)
      return part
    },
    bytesRead: () => read.reduce((sum, length) => sum + length, 0),
  }
  return source
}

function box(type: string, body: Uint8Array, length = body.byteLength + 8): Buffer {
  const header = Buffer.alloc(8)
  header.writeUInt32BE(length, 0)
  header.write(type, 4, 'latin1')
  return Buffer.concat([header, body])
}

const FTYP = box('ftyp', Buffer.from('isom'))
const MDAT = box('mdat', Buffer.alloc(5000, 7))
const MOOV = box('moov', Buffer.alloc(300, 1))
const CLIP = [FTYP, MDAT, MOOV]

const recipeWith = (prompt: string, seed?: number): RecipeFile => ({
  format: RECIPE_FORMAT,
  version: 1,
  recipe: { model: 'm', prompt: [{ text: prompt }], references: [], settings: {} },
  ...(seed === undefined ? {} : { seed }),
})

function boxOf(file: RecipeFile, description = ''): Uint8Array {
  const made = recipeBox(file, description)
  if (!made) throw new Error('too large')
  return made
}

describe('any recipe comes out as it went in', () => {
  const words = fc.string({ unit: 'binary', maxLength: 200 })
  test('whatever the prompt says', async () => {
    await fc.assert(
      fc.asyncProperty(words, words, fc.jsonValue(), async (prompt, description, extra) => {
        const file = Object.assign(recipeWith(prompt), { extra })
        const found = await findRecipe(fileOf(...CLIP, boxOf(file, description)))
        expect(JSON.parse(found?.json ?? '')).toEqual(JSON.parse(JSON.stringify(file)))
      }),
    )
  })

  test.each([
    '</seedreel:recipe>',
    '<?xpacket end="w"?>',
    ']]>',
    '&amp;lt;&#x0;&#65;',
    'a\u0000b\u0001c\ud800d\uffffe\u2028f\u0085g\r\n\t',
    '“中文” 🦊',
  ])('%j', async (prompt) => {
    const found = await findRecipe(fileOf(...CLIP, boxOf(recipeWith(prompt), prompt)))
    expect(JSON.parse(found?.json ?? '')).toEqual(recipeWith(prompt))
  })

  test('the packet is well-formed whatever is in it', () => {
    fc.assert(
      fc.property(words, (prompt) => {
        const packet = recipePacket(recipeWith(prompt), prompt)
        // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
        expect(packet).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
        expect(packet.isWellFormed()).toBe(true)
        expect(packet.match(/<(?!\/?(x:|rdf:|xmp:|dc:|seedreel:)|\?xpacket)/g)).toBeNull()
        expect(packet.match(/&(?!(amp|lt|gt);)/g)).toBeNull()
      }),
    )
  })
})

test('what another tool has written anew is understood', () => {
  const json = '{"a":"<b> & \\"c\\""}'
  const escaped = json.replaceAll('&', '&#38;').replaceAll('<', '&#x3C;').replaceAll('"', '&quot;')
  const open = `<rdf:Description xmlns:ns1 = 'urn:x-seedreel:recipe:1#'`
  expect(recipeInPacket(`${open} ns1:recipe="${escaped}"/>`)).toBe(json)
  expect(recipeInPacket(`${open}><ns1:recipe>${escaped}</ns1:recipe>`)).toBe(json)
  expect(
    recipeInPacket(`<x xmlns:seedreel="urn:other"><seedreel:recipe>{}</seedreel:recipe>`),
  ).toBeUndefined()
})

test('a recipe too large to be carried is not', () => {
  expect(recipeBox(recipeWith('x'.repeat(256 * 1024)), '')).toBeUndefined()
})

describe('in a file', () => {
  test('the clip in front of the recipe is the original', async () => {
    const found = await findRecipe(fileOf(...CLIP, boxOf(recipeWith('A fox'))))
    expect(found?.clipEnd).toBe(Buffer.concat(CLIP).byteLength)
    const behind = await findRecipe(fileOf(...CLIP, boxOf(recipeWith('A fox')), box('free', Buffer.alloc(4))))
    expect(behind).toMatchObject({ json: expect.stringContaining('A fox') })
    expect(behind).not.toHaveProperty('clipEnd')
  })

  test('only headers are read of the rest', async () => {
    const recipe = boxOf(recipeWith('A fox'))
    const source = fileOf(FTYP, box('mdat', Buffer.alloc(3_000_000)), MOOV, recipe)
    await findRecipe(source)
    expect(source.bytesRead()).toBeLessThan(recipe.byteLength + 4 * 16)
  })

  test('behind boxes of other tools, and boxes with long lengths', async () => {
    const other = box('uuid', Buffer.concat([boxOf(recipeWith('')).subarray(8, 24), Buffer.from('<x/>')]))
    const long = Buffer.alloc(16 + 40)
    long.writeUInt32BE(1, 0)
    long.write('mdat', 4, 'latin1')
    long.writeBigUInt64BE(BigInt(long.byteLength), 8)
    const found = await findRecipe(fileOf(FTYP, other, long, MOOV, boxOf(recipeWith('A fox'))))
    expect(found?.json).toContain('A fox')
  })

  test.each([
    ['a whole clip', fileOf(...CLIP), true],
    ['one that was cut', fileOf(FTYP, MDAT.subarray(0, 2000)), false],
    ['one whose last box is open', fileOf(FTYP, MOOV, box('mdat', Buffer.alloc(50), 0)), false],
    ['one with a QuickTime end', fileOf(...CLIP, Buffer.alloc(4)), false],
    ['nothing', fileOf(), false],
    ['a picture', fileOf(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')), false],
  ])('%s can take a box: %#', async (_, source, can) => {
    expect(await canTakeBox(source)).toBe(can)
  })
})

describe('garbage', () => {
  test('neither throws nor hangs', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (bytes, startsWell) => {
        const source = fileOf(...(startsWell ? [FTYP] : []), bytes)
        expect(await findRecipe(source)).toBeUndefined()
        await canTakeBox(source)
      }),
    )
  })

  test('a clip cut anywhere has no recipe, and one with a flipped byte is looked at calmly', async () => {
    const small = [FTYP, box('mdat', Buffer.alloc(20)), box('moov', Buffer.alloc(20))]
    const whole = Buffer.concat([...small, boxOf(recipeWith('A fox'))])
    expect(await findRecipe(fileOf(whole))).toBeDefined()
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.byteLength - 1), fc.nat(255), async (at, value) => {
        expect(await findRecipe(fileOf(whole.subarray(0, at)))).toBeUndefined()
        const flipped = Buffer.from(whole)
        flipped[at] = value
        await findRecipe(fileOf(flipped))
      }),
    )
  })

  test('boxes without end are given up', async () => {
    const empty = box('free', Buffer.alloc(0))
    const source = fileOf(FTYP, ...Array.from({ length: 50_000 }, () => empty))
    let count = 0
    for await (const _ of movieBoxes(source)) count += 1
    expect(count).toBe(20_000)
  })
})
