import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Member, signIn } from '#e2e/member.ts'
import { openDatabase } from '#lib/server/database/database.ts'
import { startStudio, type StudioProcess } from '#lib/server/testing/studio-process.ts'
import { NODE, ROOT } from '../launch/paths.mjs'

/** Clips of a project, as many as its name says. */
export const SIZES = { many: 100_000, fewer: 10_000 } as const
export type Size = keyof typeof SIZES

export interface SeededStudio {
  studio: StudioProcess
  member: Member
  projects: Readonly<Record<Size, string>>
  /** Of each project, newest first: what the plain grid shows. */
  cards: ReadonlyMap<string, readonly (readonly [mediaId: string, text: string])[]>
}

/**
 * A studio with 100,000 clips in its first project and 10,000 in another. Filling it takes two minutes: SEEDED_DATA_DIR names a directory
 * that is kept, and filled only once.
 */
export async function startSeededStudio(scratch: string): Promise<SeededStudio> {
  const dataDir = process.env['SEEDED_DATA_DIR'] ?? join(scratch, 'data')
  if (!existsSync(join(dataDir, 'seedreel.sqlite'))) {
    await seed(dataDir, ['--clips', String(SIZES.many)])
    await seed(dataDir, ['--clips', String(SIZES.fewer), '--project', FEWER, '--anyway'])
  }
  const { projects, cards } = await readCards(dataDir)
  const studio = await startStudio({ dataDir })
  return { studio, member: await signIn(studio.ownerLink), projects, cards }
}

const FEWER = 'Ten thousand'

async function seed(dataDir: string, wish: readonly string[]): Promise<void> {
  const script = ['--conditions=react-server', 'scripts/seed-clips.ts', ...wish]
  const { stdout } = await promisify(execFile)(NODE, script, {
    cwd: ROOT,
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '' },
  })
  console.log(stdout.trim())
}

async function readCards(dataDir: string): Promise<Pick<SeededStudio, 'projects' | 'cards'>> {
  const database = await openDatabase({ path: join(dataDir, 'seedreel.sqlite') })
  try {
    const [many, fewer] = await database.db
      .selectFrom('projects')
      .select('id')
      .orderBy('created_at')
      .execute()
    if (!many || !fewer) throw new Error(`${dataDir} was not filled by this benchmark`)
    const cards = new Map<string, [string, string][]>()
    for (const { id } of [many, fewer]) {
      const rows = await database.db
        .selectFrom('generations')
        .select(['clip_media_id', 'prompt_text'])
        .where('project_id', '=', id)
        .where('clip_media_id', 'is not', null)
        .orderBy('created_at', 'desc')
        .execute()
      cards.set(
        id,
        rows.map(({ clip_media_id: clip, prompt_text: text }) => [clip ?? '', text]),
      )
    }
    return { projects: { many: many.id, fewer: fewer.id }, cards }
  } finally {
    await database.close()
  }
}
