import 'server-only'
import type { Standing } from '#lib/generation/verdict.ts'
import { nearestRatio } from '#lib/seedance/models.ts'
import type { GalleryEntryRow } from '#lib/server/database/gallery-tables.ts'
import type { GenerationRow, MediaRow } from '#lib/server/database/tables.ts'
import { readRecipe } from '#lib/server/generations/recipe.ts'

export type GalleryEntry = Omit<GalleryEntryRow, 'entry'>

/** What the gallery filters and sorts a generation by. A clip's own measures count more than what was asked for. */
export function entryOf(row: GenerationRow, clip: MediaRow | undefined, standing?: Standing): GalleryEntry {
  const { settings } = readRecipe(row.recipe)
  const asked = settings.ratio === 'adaptive' ? '' : (settings.ratio ?? '')
  const isMeasured = clip !== undefined && clip.width !== null && clip.height !== null
  return {
    generation_id: row.id,
    team_id: row.team_id,
    project_id: row.project_id,
    shot_id: row.shot_id,
    author_id: row.author_id,
    state: row.state,
    model: row.model,
    ratio: isMeasured ? nearestRatio(clip.width ?? 1, clip.height ?? 1) : asked,
    resolution: settings.resolution ?? '',
    duration_ms: clip?.duration_ms ?? Math.max(0, settings.duration ?? 0) * 1000,
    has_clip: clip === undefined ? 0 : 1,
    rating: row.rating,
    pick: row.pick ?? '',
    verdict: standing ?? '',
    created_at: row.created_at,
    deleted_at: row.deleted_at,
  }
}
