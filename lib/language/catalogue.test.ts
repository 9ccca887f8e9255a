/** Reads the sources: every word that a person sees stands in a catalogue, in both languages. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseAst } from 'vitest/node'

const ROOT = join(import.meta.dirname, '../..')
const sources = globSync(['{components,app,lib}/**/*.{ts,tsx}', 'proxy.ts'], { cwd: ROOT }).filter(
  (path) => !/\.test\.tsx?$|\.d\.ts$/.test(path),
)

/** A node of the tree that ESTree names; only what is looked at here is known of it. */
interface Node {
  type: string
  start: number
  [key: string]: unknown
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

function childrenOf(node: Node): Node[] {
  return Object.values(node).flat().filter(isNode)
}

function nodesIn(node: Node): Node[] {
  return [node, ...childrenOf(node).flatMap(nodesIn)]
}

function nodesOf(path: string): Node[] {
  const tree: unknown = parseAst(readFileSync(join(ROOT, path), 'utf8'), {
    lang: path.endsWith('x') ? 'tsx' : 'ts',
  })
  return isNode(tree) ? nodesIn(tree) : []
}

function nameOf(node: unknown): unknown {
  return isNode(node) ? (node['name'] ?? node['value']) : undefined
}

/** Stands for a value in the text of a template. */
const VALUE = '\u{fffc}'

/** The texts that an expression can come to: literals, also behind `? :` and `&&`, in templates, lists, objects and functions. */
function textsOf(node: unknown): string[] {
  if (!isNode(node)) return []
  switch (node.type) {
    case 'Literal':
      return typeof node['value'] === 'string' ? [node['value']] : []
    case 'TemplateLiteral': {
      const pieces = [node['quasis']].flat().filter(isNode)
      return [pieces.map(({ value }) => cooked(value)).join(VALUE)]
    }
    case 'ConditionalExpression':
      return [...textsOf(node['consequent']), ...textsOf(node['alternate'])]
    case 'LogicalExpression':
      return textsOf(node['right'])
    case 'ArrowFunctionExpression':
      return textsOf(node['body'])
    case 'Property':
      return textsOf(node['value'])
    case 'ObjectExpression':
    case 'ArrayExpression':
      return childrenOf(node).flatMap(textsOf)
    case 'JSXExpressionContainer':
    case 'TSAsExpression':
    case 'ParenthesizedExpression':
      return textsOf(node['expression'])
    default:
      return []
  }
}

function cooked(value: unknown): string {
  return typeof value === 'object' && value !== null && 'cooked' in value ? String(value.cooked) : ''
}

/** Words that read the same in every language: the name, keys as they stand on the keyboard, units, formats. */
const SAME_EVERYWHERE = new Set(
  'Seedreel Ctrl Enter Esc Shift Tab Alt MB GB KB K fps ms s px p JSON HTTP MP4 API Webhook curl tokens Tokens'.split(
    ' ',
  ),
)
/** What the owner's link looks like, and the beginning of an address. */
const NOTATIONS = [/^\/enter\?token=/, /^https:\/\/$/]

function isWord(text: string): boolean {
  if (NOTATIONS.some((notation) => notation.test(text))) return false
  const words = text.match(/[\p{L}\p{N}]*\p{L}[\p{L}\p{N}]*/gu) ?? []
  // A single capital is a key.
  return words.some((word) => !SAME_EVERYWHERE.has(word) && !/^[A-Z]$/.test(word))
}

const SPOKEN = new Set([
  'aria-label',
  'aria-description',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'title',
  'placeholder',
  'alt',
  'data-tip',
  'label',
  'hint',
])

/** Code and keys are quoted, not said. */
const QUOTED = new Set(['code', 'kbd'])

function looseWords(path: string): string[] {
  const loose = (node: Node): string[] => {
    if (node.type === 'JSXText') return [String(node['value'])]
    if (node.type === 'JSXAttribute')
      return SPOKEN.has(String(nameOf(node['name']))) ? textsOf(node['value']) : []
    if (node.type !== 'JSXElement' && node.type !== 'JSXFragment') return []
    const said = [node['children']].flat().filter(isNode)
    return said.filter(({ type }) => type === 'JSXExpressionContainer').flatMap(textsOf)
  }
  const nodes = nodesOf(path)
  const quoted = nodes
    .filter(({ type, openingElement }) => type === 'JSXElement' && isQuoted(openingElement))
    .flatMap(nodesIn)
  const skipped = new Set(quoted)
  return nodes
    .filter((node) => !skipped.has(node))
    .flatMap(loose)
    .map((text) => text.trim())
    .filter(isWord)
}

function isQuoted(opening: unknown): boolean {
  return isNode(opening) && QUOTED.has(String(nameOf(opening['name'])))
}

test.each(sources.filter((path) => path.endsWith('.tsx')))('%s takes its words from a catalogue', (path) => {
  expect(looseWords(path)).toEqual([])
})

/** Everything below a `zh` that stands beside an `en`. */
function chineseIn(path: string): string[] {
  return nodesOf(path).flatMap((node) => {
    if (node.type !== 'ObjectExpression') return []
    const properties = [node['properties']].flat().filter(isNode)
    const find = (language: string) => properties.find(({ key }) => nameOf(key) === language)
    return find('en') ? textsOf(find('zh')) : []
  })
}

const catalogues = sources.filter((path) => /\bzh: /.test(readFileSync(join(ROOT, path), 'utf8')))

/** Not said, but given to `lang` and to Intl. */
const SETTINGS = ['zh-CN', 'symbol']

test.each(catalogues)('%s is Chinese where it says so', (path) => {
  const foreign = chineseIn(path).filter(
    (text) => isWord(text) && !/\p{Script=Han}/u.test(text) && !SETTINGS.includes(text),
  )
  expect(foreign).toEqual([])
})

/** A point before a letter begins the ending of a file's name. */
test.each(catalogues)('%s has the punctuation of Chinese', (path) => {
  expect(chineseIn(path).filter((text) => /\p{Script=Han}[,.!?;:](?![a-z])/u.test(text))).toEqual([])
})

test('words are found', () => {
  expect(catalogues.length).toBeGreaterThan(60)
  expect(catalogues.flatMap(chineseIn).length).toBeGreaterThan(600)
})
