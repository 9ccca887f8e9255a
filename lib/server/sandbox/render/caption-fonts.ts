import 'server-only'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { GlobalFonts } from '@napi-rs/canvas'
import * as z from 'zod/mini'

/*
 * Type from npm: Inter for Latin, Greek and Cyrillic, Noto Sans SC for Chinese. Both come as subsets of a few dozen
 * kilobytes; the canvas reads woff2 as it is, so only the subsets that a text needs are registered, each as a family.
 */

const packages = [
  { name: '@fontsource-variable/inter', file: (subset: string) => `inter-${subset}-wght-normal.woff2` },
  { name: '@fontsource/noto-sans-sc', file: (subset: string) => `noto-sans-sc-${subset}-500-normal.woff2` },
] as const

const unicodeSchema = z.record(z.string(), z.string())

interface Subset {
  family: string
  path: string
  ranges: [number, number][]
}

let subsets: Subset[] | undefined
const registered = new Set<string>()

/** The families that hold the characters of a text, for a canvas `font`; loads what isn't loaded yet. */
export function familiesFor(text: string): string {
  subsets ??= packages.flatMap(readSubsets)
  const needed = new Set<Subset>()
  for (const character of new Set(text)) {
    const point = character.codePointAt(0) ?? 0
    const subset = subsets.find(({ ranges }) => ranges.some(([from, to]) => point >= from && point <= to))
    if (subset) needed.add(subset)
  }
  for (const subset of needed) register(subset)
  const families = subsets.filter((subset) => registered.has(subset.family))
  return [...families.map(({ family }) => `"${family}"`), 'sans-serif'].join(', ')
}

function register({ family, path }: Subset): void {
  if (registered.has(family)) return
  if (!GlobalFonts.registerFromPath(path, family)) throw new Error(`The font ${path} could not be read.`)
  registered.add(family)
}

function readSubsets({ name, file }: (typeof packages)[number]): Subset[] {
  const root = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
  const unicode = unicodeSchema.parse(JSON.parse(readFileSync(join(root, 'unicode.json'), 'utf8')))
  return (
    Object.entries(unicode)
      .map(([key, ranges]) => ({ subset: key.replace(/[[\]]/g, ''), ranges: parseRanges(ranges) }))
      // Latin first: its subset is the one that every caption needs.
      .sort((a, b) => Number(b.subset === 'latin') - Number(a.subset === 'latin'))
      .map(({ subset, ranges }) => ({
        family: `${name.split('/')[1] ?? name} ${subset}`,
        path: join(root, 'files', file(subset)),
        ranges,
      }))
  )
}

/** CSS unicode-range: "U+4E00-9FFF,U+2116". */
function parseRanges(text: string): [number, number][] {
  return text.split(',').map((range) => {
    const [from = '', to = from] = range.trim().replace(/^U\+/i, '').split('-')
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)]
  })
}
