import type { Role } from '#lib/access/principal.ts'
import type { Sentence } from '#lib/language/language.ts'
import type { Project } from './projects.ts'

/** GET /api/studio: what the studio page needs to know once. Never holds the key or the provider's address. */
export interface StudioInfo {
  provider: {
    kind: 'sandbox' | 'gateway' | 'ark' | 'openai-videos'
    /** Sandbox: nothing is charged. */
    free: boolean
    hasKey: boolean
    /** Which kinds of references can reach the provider as things are set, and what to set where one cannot. */
    references: Record<'image' | 'video' | 'audio', { ok: true } | { ok: false; reason: Sentence }>
    mentionStyle: 'gateway' | 'native'
  }
  projectId: string
  /** All in sight, by name. */
  projects: readonly Project[]
  member: { id: string; name: string; role: Role }
  /** False: no limit is set that presses here meet, and GET /api/budget need not be asked. */
  hasBudget: boolean
  /** Bytes. */
  uploadLimits: { image: number; video: number; audio: number }
}

/** As addresses name it: the team's first goes without saying. */
export function projectInAddress({ projects, projectId }: StudioInfo): string | undefined {
  return projects.find(({ id }) => id === projectId)?.isFirst ? undefined : projectId
}
