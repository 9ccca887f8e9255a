import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

/**
 * The laws of the house, read from the sources. Each line of a failure says which file breaks a law and where the line
 * should go instead. Why the laws are as they are: docs/decisions and CONTRIBUTING.md.
 */

const ROOT = join(import.meta.dirname, '..')
const FOLDERS = ['app', 'components', 'lib']
const TOP_FILES = ['proxy.ts', 'instrumentation.ts']

interface Source {
  path: string
  text: string
  lines: number
  /** Tests, and what only tests use. */
  isTest: boolean
  imports: Import[]
}

interface Import {
  /** As written for a package, from the root for a file of ours. */
  target: string
  isOurs: boolean
  isTypeOnly: boolean
}

const sources = [...FOLDERS.flatMap(filesIn), ...TOP_FILES].map(readSource)
const product = sources.filter((source) => !source.isTest)

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|css)$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
}

function readSource(path: string): Source {
  const text = readFileSync(join(ROOT, path), 'utf8')
  const isTest = /\.(test|contract)\.tsx?$|\/(testing|fixtures)\//.test(path)
  return { path, text, lines: text.split('\n').length - 1, isTest, imports: readImports(path, text) }
}

function readImports(path: string, text: string): Import[] {
  const statements = text.matchAll(
    /^(?:import|export)\s+(type\s)?(?:[^'"`;/]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm,
  )
  return [...statements].map(([, type, named = '', called]) => {
    const written = called ?? named
    const isOurs = written.startsWith('.') || written.startsWith('#')
    const target = written.startsWith('#') ? written.slice(1) : join(dirname(path), written)
    return { target: isOurs ? target : written, isOurs, isTypeOnly: type !== undefined }
  })
}

/** One line for every import of `from` that is `wrong`. */
function wrongImports(
  from: (path: string) => boolean,
  wrong: (wanted: Import, source: Source) => string | false | undefined,
): string[] {
  return product
    .filter(({ path }) => from(path))
    .flatMap((source) =>
      source.imports.flatMap((wanted) => {
        const advice = wrong(wanted, source)
        return advice ? [`${source.path} imports ${wanted.target}: ${advice}`] : []
      }),
    )
}

const isIn =
  (...folders: string[]) =>
  (path: string) =>
    folders.some((folder) => path.startsWith(`${folder}/`))

/** In the order in which they may know of one another. */
const PURE = ['language', 'seedance', 'generation', 'prompt', 'access', 'api']
const pureIndex = (path: string) => PURE.findIndex((folder) => path.startsWith(`lib/${folder}/`))

test('imports are read as they are written', () => {
  const route = sources.find(({ path }) => path === 'lib/server/http/route.ts')
  const targets = new Map(route?.imports.map(({ target, isTypeOnly }) => [target, isTypeOnly]))
  expect(targets.get('lib/server/services.ts')).toBe(false)
  expect(targets.get('lib/access/principal.ts')).toBe(true)
  expect(targets.get('lib/server/http/error-answer.ts')).toBe(false)
  expect(targets.get('zod/mini')).toBe(false)
})

test('the browser never meets the server', () => {
  expect(
    wrongImports(
      isIn('components', 'lib/queries'),
      ({ target }) =>
        (isIn('lib/server')(target) || target === 'server-only') &&
        'what both need belongs in a pure folder of lib; what is read goes through lib/queries',
    ),
  ).toEqual([])
  expect(
    wrongImports(
      isIn('lib'),
      ({ target, isOurs }, { path }) =>
        isOurs &&
        (isIn('app', 'components')(target) || (isIn('lib/queries')(target) && !isIn('lib/queries')(path))) &&
        'lib knows nothing of what is on the screen; hand it in as an argument',
    ),
  ).toEqual([])
})

test('pure folders do no I/O and know only what stands before them', () => {
  expect(
    wrongImports(
      (path) => pureIndex(path) >= 0,
      ({ target, isOurs }, { path }) => {
        if (!isOurs) {
          return (
            target !== 'zod/mini' &&
            'pure folders import zod/mini and nothing else; I/O belongs in lib/server'
          )
        }
        // A prompt's parts are a part of the recipe: types alone.
        if (target === 'lib/prompt/prompt-document.ts') return false
        const other = pureIndex(target)
        if (other < 0) return 'pure folders import only pure folders'
        return (
          other > pureIndex(path) &&
          `the order is ${PURE.join(', ')}; move the shared piece to the earlier one`
        )
      },
    ),
  ).toEqual([])
  const impure = /\b(Date\.now\(|Math\.random\(|new Date\(\)|process\.|globalThis\.|fetch\(|crypto\.)/
  const lines = product
    .filter(({ path }) => pureIndex(path) >= 0)
    .flatMap((source) => linesWith(source, impure))
  expect(lines.map((line) => `${line}: pass time, ids and randomness in as arguments`)).toEqual([])
})

test('services are chosen in one place and opened by doors alone', () => {
  const doors = [
    'lib/server/http/route.ts',
    'lib/server/http/endpoint-route.ts',
    'lib/server/http/share-route.ts',
    'lib/server/auth/require-principal.ts',
    'lib/server/start-services.ts',
  ]
  expect(
    wrongImports(
      (path) => !isIn('app')(path) && !doors.includes(path),
      ({ target, isTypeOnly }) =>
        target === 'lib/server/services.ts' && !isTypeOnly && 'take what you need as the first argument',
    ),
  ).toEqual([])
})

test('what is on the server says so in its first line', () => {
  const missing = product
    .filter(({ path, text }) => isIn('lib/server')(path) && !text.startsWith("import 'server-only'\n"))
    .map(({ path }) => `${path} must start with import 'server-only'`)
  expect(missing).toEqual([])
})

test('the environment is read in env.ts', () => {
  const lines = product
    .filter(({ path }) => path !== 'lib/server/env.ts')
    .flatMap((source) => linesWith(source, /process\.env\b(?!\.NEXT_RUNTIME)/))
  expect(lines.map((line) => `${line}: add the setting to lib/server/env.ts and hand it in`)).toEqual([])
})

test("a table's name stands in its one store", () => {
  const stores: Record<string, string[]> = {
    teams: ['lib/server/teams/team-store.ts'],
    projects: ['lib/server/teams/team-store.ts'],
    usage_days: ['lib/server/budgets/usage-store.ts'],
    budget_limits: ['lib/server/budgets/budget-store.ts'],
    budget_requests: ['lib/server/budgets/budget-store.ts'],
    batches: ['lib/server/generations/batch-store.ts'],
    shots: ['lib/server/generations/shot-store.ts', 'lib/server/generations/shot-upkeep-store.ts'],
    generations: [
      'lib/server/generations/generation-store.ts',
      'lib/server/budgets/usage-store.ts',
      'lib/server/clips/clip-store.ts',
      // The worker's half: claims and leases.
      'lib/server/generations/generation-lease-store.ts',
      // Whole shots on the move.
      'lib/server/generations/shot-upkeep-store.ts',
      // As programs list them.
      'lib/server/endpoint/task-store.ts',
      // The bin, as it is emptied.
      'lib/server/gallery/purge-store.ts',
    ],
    purges: ['lib/server/gallery/purge-store.ts'],
    media: ['lib/server/media/media-store.ts'],
    media_shown: ['lib/server/media/media-store.ts'],
    project_members: ['lib/server/teams/team-store.ts'],
    audit_events: ['lib/server/audit/audit-store.ts'],
    invites: ['lib/server/accounts/invite-store.ts'],
    access_epoch: ['lib/server/auth/access-epoch.ts'],
    shares: ['lib/server/shares/share-store.ts'],
    share_visits: ['lib/server/shares/visit-store.ts'],
    presets: ['lib/server/presets/preset-store.ts'],
    webhooks: ['lib/server/webhooks/webhook-store.ts'],
    generation_callbacks: ['lib/server/webhooks/callback-store.ts'],
    webhook_deliveries: ['lib/server/webhooks/delivery-store.ts'],
    webhook_progress: ['lib/server/webhooks/delivery-store.ts'],
    api_tokens: ['lib/server/tokens/token-store.ts'],
    change_counter: ['lib/server/database/change-counter.ts'],
    gallery_entries: ['lib/server/gallery/entry-store.ts', 'lib/server/gallery/gallery-store.ts'],
    saved_searches: ['lib/server/gallery/saved-search-store.ts'],
    sequences: ['lib/server/sequences/sequence-store.ts'],
    sequence_parts: ['lib/server/sequences/sequence-store.ts'],
    gallery_progress: ['lib/server/gallery/entry-store.ts'],
    // The gallery filters and counts by them; everything else asks their store.
    generation_tags: [
      'lib/server/gallery/tag-store.ts',
      'lib/server/gallery/gallery-filter.ts',
      'lib/server/gallery/gallery-store.ts',
    ],
    favourites: ['lib/server/gallery/favourite-store.ts', 'lib/server/gallery/gallery-filter.ts'],
    comments: ['lib/server/review/comment-store.ts'],
    comment_reactions: ['lib/server/review/comment-store.ts'],
    verdicts: ['lib/server/review/verdict-store.ts'],
    verdict_requests: ['lib/server/review/verdict-store.ts'],
    notifications: ['lib/server/notifications/notification-store.ts'],
    notification_settings: ['lib/server/notifications/notification-store.ts'],
    generation_sources: ['lib/server/clips/source-store.ts'],
  }
  const statement =
    /\b(?:selectFrom|insertInto|updateTable|deleteFrom|mergeInto|using|(?:inner|left|right|full)Join)\(\s*\[?['"](\w+)/g
  const lines = product
    .filter(({ path }) => isIn('lib/server', 'app')(path))
    .filter(({ path }) => !isIn('lib/server/database/migrations', 'lib/server/sandbox')(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(statement)].flatMap(([, table = '']) => {
        const store = stores[table]
        const isLocalName = new RegExp(`\\.with\\(\\s*'${table}'`).test(text)
        if (isLocalName || store?.includes(path)) return []
        return [`${path} says ${table}: ${store ? `ask ${store.join(', ')}` : 'add its store to this test'}`]
      }),
    )
  expect([...new Set(lines)]).toEqual([])
})

test('only two doors lead to addresses elsewhere', () => {
  const allowed = [
    // The configured provider's own origin.
    'lib/server/providers/call-json.ts',
    // Addresses named by somebody else: pinned, capped, sniffed.
    'lib/server/media/send-request.ts',
  ]
  const lines = product
    .filter(({ path }) => isIn('lib/server', 'app')(path) && !allowed.includes(path))
    .flatMap((source) => linesWith(source, /(?<![.\w])fetch\(|\bhttps?\.(get|request)\(/))
  expect(lines.map((line) => `${line}: go through lib/server/media/download.ts`)).toEqual([])
})

test('files are called after what they hold', () => {
  const bad = sources
    .filter(({ path }) => /(^|\/)(index|utils?|helpers?|misc|common|types)\.(tsx?|css)$/.test(path))
    .map(({ path }) => `${path}: name it after its main export; import from the file itself`)
  expect(bad).toEqual([])
  const odd = sources
    .filter(({ path }) => !/(^|\/)(?:\d{4}-)?[a-z0-9]+(?:[-.][a-z0-9]+)*\.(tsx?|css)$/.test(path))
    .map(({ path }) => `${path}: file names are kebab-case`)
  expect(odd).toEqual([])
})

test('files stay small', () => {
  const most = ({ path }: Source) => (/^app\/.*\/route\.ts$/.test(path) ? 60 : 300)
  const large = product
    .filter((source) => /\.tsx?$/.test(source.path) && source.lines > most(source))
    .map(
      (source) =>
        `${source.path} has ${source.lines} lines, ${most(source)} is the end: split where a reader would`,
    )
  expect(large).toEqual([])
})

test('no file needs itself', () => {
  const byPath = new Map(product.map((source) => [source.path, source]))
  const done = new Set<string>()
  const cycles: string[] = []
  function walk(path: string, trail: string[]): void {
    if (trail.includes(path)) {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
      return
    }
    if (done.has(path)) return
    for (const { target, isTypeOnly } of byPath.get(path)?.imports ?? []) {
      if (!isTypeOnly && byPath.has(target)) walk(target, [...trail, path])
    }
    done.add(path)
  }
  for (const path of byPath.keys()) walk(path, [])
  expect(cycles.map((cycle) => `${cycle}: move what both need into a third file`)).toEqual([])
})

test('colours come from globals.css', () => {
  const colour =
    /(['"\s[(:])#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})\b(?!['"]?\s*\.)|\b(?:rgba?|hsla?|oklch|oklab)\(/i
  const lines = product
    .filter(({ path }) => isIn('app', 'components')(path) && path !== 'app/globals.css')
    .flatMap((source) => linesWith(source, colour))
  expect(lines.map((line) => `${line}: give the colour a name in app/globals.css`)).toEqual([])
})

test('what people wrote is never read as HTML', () => {
  const html = /dangerouslySetInnerHTML|\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|\bsrcDoc\b/
  const lines = product
    .filter(({ path }) => isIn('app', 'components', 'lib')(path))
    .flatMap((source) => linesWith(source, html))
  expect(lines.map((line) => `${line}: make elements, and give them text`)).toEqual([])
})

test('what was parsed is not cast', () => {
  const cast = /JSON\.parse\([^)]*\)\s*as\b|\.json\(\)\)?\s*as\b|\bas unknown as\b|\bas any\b|:\s*any\b|<any>/
  const lines = product
    .filter(({ path }) => /\.tsx?$/.test(path))
    .flatMap((source) => linesWith(source, cast))
  expect(lines.map((line) => `${line}: parse it with a schema`)).toEqual([])
})

test('pages ask who is there', () => {
  const open = [
    'app/(auth)/sign-in/page.tsx',
    'app/(auth)/invite/[secret]/page.tsx',
    'app/s/[token]/page.tsx',
  ]
  const missing = product
    .filter(({ path, text }) => /^app\/.*page\.tsx$/.test(path) && !/requirePrincipal\(\)/.test(text))
    .filter(({ path }) => !open.includes(path))
    .map(({ path }) => `${path} must call requirePrincipal() itself: a layout is no guard`)
  expect(missing).toEqual([])
  const routes = product
    .filter(
      ({ path, text }) =>
        /^app\/.*route\.ts$/.test(path) && !/\b(route|endpointRoute|shareRoute)\(/.test(text),
    )
    .map(({ path }) => `${path} must go through route(), endpointRoute() or shareRoute() of lib/server/http`)
  expect(routes).toEqual([])
})

/** `path:line` of every line of code, comments left out, in which the pattern occurs. */
function linesWith({ path, text }: Source, pattern: RegExp): string[] {
  return text.split('\n').flatMap((line, index) => {
    const code = line.trim()
    if (code.startsWith('*') || code.startsWith('//') || code.startsWith('/*')) return []
    return pattern.test(code.replace(/\s\/\/ .*$/, '')) ? [`${path}:${index + 1}`] : []
  })
}
