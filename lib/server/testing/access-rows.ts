import 'server-only'
import type { Role, TokenScope } from '#lib/access/principal.ts'

/** A row of the table in access-table.ts: who may call a route, and what it answers about a project that the caller does not see. */
export interface AccessRow {
  /**
   * The least of the roles that may. `public`: the route asks nobody. A scope: API tokens of it may, and cookies open nothing. `link`: a share
   * link opens it, and a member's cookie gives nothing more.
   */
  may: Role | TokenScope | 'public' | 'link'
  /** `nothing`: it names nothing that lies in a project. */
  elsewhere: Elsewhere | 'nothing'
}

/** A call about what lies in a project that the caller does not see. */
export interface Elsewhere {
  ask(there: Place): Ask
  /**
   * 404 and 422: refused so. `without`: answered as if there were nothing. `for_itself`: about the caller's own place in it, which has none.
   * Whoever sees the project is answered otherwise, which the test looks at too.
   */
  answers: 404 | 422 | 'without'
  /** Takes something away, so who sees it is asked last. */
  isLast?: true
}

/** Everything that lies in one project. */
export interface Place {
  projectId: string
  /** Succeeded, with a clip. */
  clipId: string
  /** Queued, one of two. */
  queuedId: string
  /** The other one. */
  otherQueuedId: string
  batchId: string
  shotId: string
  /** An uploaded picture. */
  pictureId: string
  /** The clip's file. */
  videoId: string
  sequenceId: string
  searchId: string
  /** On the clip, by its owner. */
  commentId: string
}

export interface Ask {
  params?: Record<string, string>
  query?: Record<string, string>
  /** JSON; or fields of a form. */
  body?: unknown
  isForm?: true
  bytes?: Uint8Array
}

export const RECIPE = {
  model: 'doubao-seedance-2-0-260128',
  prompt: [{ text: 'A fox' }],
  references: [],
  settings: { duration: 4, resolution: '480p', ratio: '16:9' },
}

export const about =
  (query: Record<string, string> = {}) =>
  ({ projectId }: Place): Ask => ({ query: { ...query, project: projectId } })
export const withId =
  (
    name:
      | 'clipId'
      | 'queuedId'
      | 'otherQueuedId'
      | 'batchId'
      | 'pictureId'
      | 'videoId'
      | 'sequenceId'
      | 'searchId'
      | 'commentId'
      | 'projectId',
    body?: unknown,
  ) =>
  (there: Place): Ask => ({ params: { id: there[name] }, ...(body !== undefined && { body }) })

export const hidden = (ask: Elsewhere['ask']): Elsewhere => ({ ask, answers: 404 })
export const refused = (ask: Elsewhere['ask']): Elsewhere => ({ ask, answers: 422 })
export const without = (ask: Elsewhere['ask']): Elsewhere => ({ ask, answers: 'without' })
export const last = (elsewhere: Elsewhere): Elsewhere => ({ ...elsewhere, isLast: true })

let keys = 0
export const key = () => `access-table-${(keys += 1)}`
