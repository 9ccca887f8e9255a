import 'server-only'
import type { Principal } from '#lib/access/principal.ts'
import type { MadeHere, OwnMaker } from '#lib/generation/made-here.ts'
import type { Recipe } from '#lib/generation/generation.ts'
import type { GenerationRow } from '#lib/server/database/tables.ts'
import { BLANK_ROW } from '#lib/server/generations/new-row.ts'
import type { ShotRow } from '#lib/server/generations/shot-store.ts'
import { newId } from '#lib/server/ids.ts'

/** A generation that no provider is asked for and nobody pays; see made-here.ts. */
export function rowMadeHere(
  { teamId, userId }: Principal,
  plan: {
    provider: OwnMaker
    shot: ShotRow
    take: number
    /** What it is found by, where others have their prompt. */
    title: string
    made: MadeHere
    key: string
    digest: string
    version: number
    now: number
  },
): GenerationRow {
  const { provider, shot, now, title } = plan
  const recipe: Recipe = {
    model: provider,
    prompt: title === '' ? [] : [{ text: title }],
    references: [],
    settings: {},
    made: plan.made,
  }
  return {
    ...BLANK_ROW,
    id: newId('gen', now),
    team_id: teamId,
    project_id: shot.project_id,
    shot_id: shot.id,
    batch_id: null,
    retry_of: null,
    take: plan.take,
    author_id: userId,
    idempotency_key: plan.key,
    idempotency_digest: plan.digest,
    provider,
    model: provider,
    // The column takes one of them, and nothing reads it here.
    mode: 't2v',
    recipe: JSON.stringify(recipe),
    prompt_text: title,
    identity: '',
    created_at: now,
    updated_at: now,
    due_at: now,
    seed: null,
    estimated_tokens: null,
    version: plan.version,
  }
}
