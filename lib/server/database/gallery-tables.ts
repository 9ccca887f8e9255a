import 'server-only'
import type { Generated } from 'kysely'
import type { GenerationState } from '#lib/generation/generation.ts'
import type { SourceKind } from '#lib/generation/lineage.ts'

/** What people say of clips, and what the gallery finds them by. Times are epoch ms. */
export interface GalleryTables {
  /** One person's own. */
  favourites: { user_id: string; generation_id: string; created_at: number }
  /** The team's; as typed, trimmed, NFC. */
  generation_tags: { generation_id: string; team_id: string; tag: string; created_at: number }
  /** What a clip was made from. Written with the generation, kept for good. */
  generation_sources: { generation_id: string; source_id: string; kind: SourceKind }
  saved_searches: {
    id: string
    team_id: string
    project_id: string
    author_id: string
    name: string
    /** The gallery's query string, without the project. */
    query: string
    created_at: number
  }
  gallery_entries: GalleryEntryRow
  /** What has left the bin for good; its generation's row stays, for its price, its key and what was made from it. */
  purges: PurgeRow
  /** One row: how far the entries have followed the changes. */
  gallery_progress: { id: number; version: number; generation_id: string }
  /** FTS5 on SQLite (`rowid`), a tsvector on PostgreSQL (`entry`); only search-index.ts knows the difference. */
  gallery_words: { entry: number; rowid: number; words: string }
}

export interface PurgeRow {
  generation_id: string
  /** `kept`: its files are in use elsewhere. `removing`: no row points to `files` any more, and they go. `done`. */
  state: 'kept' | 'removing' | 'done'
  /** JSON: keys of blobs, and prefixes that end at a slash. */
  files: string
  purged_at: number
}

/** A generation as the gallery filters and sorts it: derived, see gallery-index.ts. */
export interface GalleryEntryRow {
  entry: Generated<number>
  generation_id: string
  team_id: string
  project_id: string
  shot_id: string
  author_id: string
  state: GenerationState
  model: string
  /** Of the clip where there is one, else as it was asked for; '' unknown. */
  ratio: string
  resolution: string
  /** 0: unknown. */
  duration_ms: number
  has_clip: number
  rating: number
  /** 'picked', 'rejected' or ''. */
  pick: string
  /** Where it stands: one of STANDINGS or ''. */
  verdict: string
  created_at: number
  deleted_at: number | null
}
