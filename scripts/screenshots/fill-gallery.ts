import { seedClips } from '#e2e/seeded-clips.ts'
import type { GalleryPlace } from './gallery-states.ts'
import type { Team } from './team.ts'

const CLIPS = 300

/** A project of many clips, one of none, and a sequence of three. */
export async function fillGallery(dataDir: string, team: Team): Promise<GalleryPlace> {
  const full = await team.newProject('Night train')
  const empty = await team.newProject('Harbour lights')
  await seedClips(dataDir, { count: CLIPS, name: 'pictures', projectId: full })
  const clips = await team.clipsOf(full)
  return {
    origin: team.origin,
    full,
    empty,
    clips,
    sequence: await team.newSequence(full, clips.slice(0, 3)),
  }
}
