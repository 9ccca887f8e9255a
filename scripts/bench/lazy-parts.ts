/**
 * The parts of the page that load after it, by name, with what each of them weighs. Read from the build: a loader in a chunk names its
 * chunks and the module that it hands out, and that module is known again by the texts of the source file it was made from.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ROOT } from '../launch/paths.mjs'

const CHUNKS = join(ROOT, '.next/static/chunks')
const SOURCES = ['app', 'components', 'lib']
/** Short ones stand in many files. */
const LEAST_LETTERS = 10

export interface LazyPart {
  /** The imported file, from the root of the repository. */
  name: string
  /** Chunks that have to be there for it, as paths of addresses. */
  chunks: string[]
}

export function lazyParts(): LazyPart[] {
  const chunks = readChunks()
  const sources = readSources()
  const imported = importedFiles(sources).map((path) => known(path, sources.get(path) ?? ''))
  const parts = new Map<string, LazyPart>()
  for (const { module, paths } of [...chunks.values()].flatMap(loadersIn)) {
    const body = paths.map((path) => bodyOf(module, chunks.get(path) ?? '')).find((found) => found !== '')
    const name = nameOf(body ?? '', imported) ?? `module ${module}`
    parts.set(name, { name, chunks: paths.map((path) => `/_next/${path}`) })
  }
  return [...parts.values()].toSorted((one, other) => one.name.localeCompare(other.name))
}

/** Bytes of a chunk as the server compresses it, without headers. */
export function weightOf(path: string): number {
  return gzipSync(readFileSync(join(ROOT, '.next', path.replace('/_next/', '')))).length
}

function readChunks(): Map<string, string> {
  const names = readdirSync(CHUNKS).filter((name) => name.endsWith('.js'))
  return new Map(names.map((name) => [`static/chunks/${name}`, readFileSync(join(CHUNKS, name), 'utf8')]))
}

function readSources(): Map<string, string> {
  const paths = SOURCES.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  ).filter((path) => /(?<!\.test)\.tsx?$/.test(path))
  return new Map(paths.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]))
}

function importedFiles(sources: ReadonlyMap<string, string>): string[] {
  const all = [...sources].flatMap(([path, text]) =>
    [...text.matchAll(/import\('([^']+)'\)/g)].map(([, to = '']) =>
      to.startsWith('#') ? to.slice(1) : join(dirname(path), to),
    ),
  )
  return [...new Set(all)].filter((path) => sources.has(path))
}

interface Loader {
  module: string
  paths: string[]
}

/** What Turbopack makes of `import()`. */
function loadersIn(chunk: string): Loader[] {
  const loader = /Promise\.all\(\[([^\]]*)\]\.map\(\w+=>\w+\.l\(\w+\)\)\)\.then\(\(\)=>\w+\((\d+)\)\)/g
  return [...chunk.matchAll(loader)].map(([, list = '', module = '']) => ({
    module,
    paths: [...list.matchAll(/"([^"]+\.js)"/g)].map(([, path = '']) => path),
  }))
}

/** A chunk is a list of ids, each before its module. */
function bodyOf(module: string, chunk: string): string {
  const start = chunk.search(new RegExp(`[,[]${module},(?:\\w+=>|\\()`))
  if (start === -1) return ''
  const rest = chunk.slice(start + module.length + 2)
  const end = rest.search(/\},\d{2,7},(?:\w+=>|\()/)
  return end === -1 ? rest : rest.slice(0, end)
}

/** The file whose exports the module hands out; among several, the one most of whose texts are in it. */
function nameOf(body: string, imported: readonly Known[]): string | undefined {
  const isSaid = (text: string) => body.includes(text)
  const scores = imported.map(({ path, texts, exported }) => {
    const letters = texts.filter(isSaid).join('').length
    return { path, handsOut: share(exported, isSaid), said: letters * share(texts, isSaid) }
  })
  const [best] = scores.toSorted((one, other) => other.handsOut - one.handsOut || other.said - one.said)
  return best && best.handsOut * (best.said + 1) > 0 ? best.path : undefined
}

function share(texts: readonly string[], isSaid: (text: string) => boolean): number {
  return texts.length === 0 ? 0 : texts.filter(isSaid).length / texts.length
}

interface Known {
  path: string
  /** Texts that the compiler leaves as they are. */
  texts: string[]
  /** As the compiler writes them. */
  exported: string[]
}

function known(path: string, source: string): Known {
  const code = source.replace(/^import .*$|\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
  const texts = [...code.matchAll(/'([^'\\\n]+)'|"([^"\\\n]+)"/g)].map(([, one, other]) => one ?? other ?? '')
  const names = [...code.matchAll(/^export (?:(default)\b|(?:async )?(?:function|const) (\w+))/gm)]
  return {
    path,
    texts: [...new Set(texts)].filter((text) => text.length >= LEAST_LETTERS && !/\.tsx?$/.test(text)),
    exported: names.map(([, standard, name]) => `"${standard ?? name}"`),
  }
}
