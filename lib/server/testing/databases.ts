import 'server-only'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, describe, inject, test } from 'vitest'
import { type Database, openDatabase } from '#lib/server/database/database.ts'

/** A migrated, empty database. The first call of a test makes it; later calls of the same test open it again, as a second process would. */
export interface OpenDatabase {
  (): Promise<Database>
  /** As DATABASE_URL says it, for another process. */
  address(): Promise<string>
}

interface Place {
  where: { url: string } | { path: string }
  /** Makes it as good as new, or takes it away. */
  clear(): Promise<void>
}

/** Runs the tests of `body` on a real SQLite file and on a real PostgreSQL. */
export function describeEachDatabase(name: string, body: (open: OpenDatabase) => void): void {
  describe(`${name} (sqlite)`, () => {
    body(opener(makeFile))
  })
  const server = inject('postgres')
  if ('url' in server) {
    describe(`${name} (postgres)`, () => {
      body(opener(() => (serverDatabase ??= makeServerDatabase(server.url))))
    })
  } else skipAloud(name, server.missing)
}

/** Counted by the runner and said in words: half of these tests did not run. */
function skipAloud(name: string, reason: string): void {
  console.warn(`SKIPPED on PostgreSQL: ${name} (${reason})`)
  // oxlint-disable-next-line vitest/no-disabled-tests -- the skip is the message
  test.skip(`${name} (postgres): ${reason}`, () => {})
}

function opener(makePlace: () => Promise<Place>): OpenDatabase {
  let place: Promise<Place> | undefined
  let opened: Database[] = []
  afterEach(async () => {
    await Promise.all(opened.map((database) => database.close()))
    await (await place)?.clear()
    opened = []
    place = undefined
  })
  const there = () => (place ??= makePlace())
  const open = async () => {
    const database = await openDatabase((await there()).where)
    opened.push(database)
    await database.migrate()
    return database
  }
  const address = async () => {
    const { where } = await there()
    return 'url' in where ? where.url : where.path
  }
  return Object.assign(open, { address })
}

async function makeFile(): Promise<Place> {
  const directory = await mkdtemp(join(tmpdir(), 'seedreel-database-'))
  return {
    where: { path: join(directory, 'seedreel.sqlite') },
    clear: () => rm(directory, { recursive: true, force: true }),
  }
}

/** One database for each test file, emptied between its tests: making one takes 0.3 s, emptying it 0.02 s. */
let serverDatabase: Promise<Place> | undefined

async function makeServerDatabase(serverUrl: string): Promise<Place> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await runOnServer(serverUrl, `create database ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return { where: { url: url.href }, clear: () => runOnServer(url.href, EMPTY_ALL_TABLES) }
}

/** Every table but the record of migrations and those of one row, which are set back. */
const EMPTY_ALL_TABLES = `
  do $$ begin
    execute (
      select 'truncate ' || string_agg(format('%I', tablename), ', ') || ' cascade' from pg_tables
      where schemaname = 'public' and tablename not like 'kysely%'
      and tablename not in ('change_counter', 'gallery_progress', 'webhook_progress', 'access_epoch')
    );
    update change_counter set value = 0;
    update access_epoch set value = 0;
    update gallery_progress set version = 0, generation_id = '';
    update webhook_progress set version = 0, generation_id = '';
  end $$`

async function runOnServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
