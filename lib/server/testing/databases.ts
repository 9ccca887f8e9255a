import 'server-only'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, describe, inject, test } from 'vitest'
import { type Database, openDatabase } from '#lib/server/database/database.ts'

/** A migrated, empty database. The first call of a test makes it; later calls of the same test open it again, as a second process would. */
export type OpenDatabase = () => Promise<Database>

interface Place {
  where: { url: string } | { path: string }
  remove(): Promise<void>
}

/** Runs the tests of `body` on a real SQLite file and on a real PostgreSQL. */
export function describeEachDatabase(name: string, body: (open: OpenDatabase) => void): void {
  describe(`${name} (sqlite)`, () => {
    body(opener(makeFile))
  })
  const server = inject('postgres')
  if ('url' in server) {
    describe(`${name} (postgres)`, () => {
      body(opener(() => makeServerDatabase(server.url)))
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
    await (await place)?.remove()
    opened = []
    place = undefined
  })
  return async () => {
    place ??= makePlace()
    const database = await openDatabase((await place).where)
    opened.push(database)
    await database.migrate()
    return database
  }
}

async function makeFile(): Promise<Place> {
  const directory = await mkdtemp(join(tmpdir(), 'seedreel-database-'))
  return {
    where: { path: join(directory, 'seedreel.sqlite') },
    remove: () => rm(directory, { recursive: true, force: true }),
  }
}

async function makeServerDatabase(serverUrl: string): Promise<Place> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await runOnServer(serverUrl, `create database ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return {
    where: { url: url.href },
    remove: () => runOnServer(serverUrl, `drop database ${name} with (force)`),
  }
}

async function runOnServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
