/**
 * `npm run seed -- --clips 100000`: fills a project with finished clips to try the studio on, many rows that share a few real files. They go into
 * the studio of DATA_DIR and DATABASE_URL, so it refuses one that somebody has worked in unless `--anyway` is said. `--project Harbour`: into a new
 * project of that name. The studio may be running.
 */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Principal } from '#lib/access/principal.ts'
import { env } from '#lib/server/env.ts'
import { catchUp } from '#lib/server/gallery/gallery-index.ts'
import { ownerTokenOf, services, type Services } from '#lib/server/services.ts'
import { createProject } from '#lib/server/teams/projects.ts'
import { FIRST_PROJECT_ID, FIRST_TEAM_ID } from '#lib/server/teams/team-store.ts'
import { insertManyClips } from '#lib/server/testing/many-clips.ts'
import { keepRealClips } from '#lib/server/testing/real-clips.ts'

const MOST_CLIPS = 1_000_000
const FILES = 12

const { values } = parseArgs({
  options: {
    clips: { type: 'string', default: '1000' },
    project: { type: 'string' },
    anyway: { type: 'boolean', default: false },
  },
})
const count = Number(values.clips)
if (!Number.isInteger(count) || count < 1 || count > MOST_CLIPS) {
  console.error(`--clips takes a whole number from 1 to ${MOST_CLIPS}`)
  process.exit(1)
}
if (existsSync('.env')) process.loadEnvFile('.env')
const studio = await services()
try {
  await seed(studio)
} finally {
  await studio.stop()
}

async function seed(rooms: Services): Promise<void> {
  const { database, clock } = rooms
  const { there } = await database.db
    .selectFrom('generations')
    .select((expression) => expression.fn.countAll<number | string>().as('there'))
    .executeTakeFirstOrThrow()
  if (Number(there) > 0 && !values.anyway)
    return fail(
      `${rooms.env.dataDir} holds ${there} generations. Nothing was added. Say another DATA_DIR, or --anyway.`,
    )
  const owner = await findOwner(rooms)
  const started = performance.now()
  const name = `seed${clock().toString(36)}`
  const projectId =
    values.project === undefined
      ? FIRST_PROJECT_ID
      : (await createProject(rooms, owner, { name: values.project })).id
  const files = await keepRealClips(rooms, Math.min(FILES, count), clock())
  const wish = { count, newestAt: clock(), authorId: owner.userId, files, isMeasured: true, projectId, name }
  await insertManyClips(database, wish)
  // Else whoever opens the gallery first would wait for it.
  await catchUp(database)
  console.log(`${count} clips are there, after ${((performance.now() - started) / 1000).toFixed(0)} s.`)
}

/** The one user of an installation without accounts. */
async function findOwner({ auth }: Services): Promise<Principal> {
  const token = await ownerTokenOf(env())
  const { userId } = await auth.api.signInWithOwnerLink({ body: { token } })
  return { kind: 'member', userId, name: 'Owner', teamId: FIRST_TEAM_ID, projects: 'all', role: 'owner' }
}

function fail(reason: string): void {
  console.error(reason)
  process.exitCode = 1
}
