import 'server-only'
import type { ClipChange } from '#lib/api/clip-changes.ts'
import { isFinal } from '#lib/generation/lifecycle.ts'
import type { Sentence } from '#lib/language/language.ts'
import type { Problem, ProblemCode } from '#lib/seedance/problem.ts'
import type { GenerationRow } from '#lib/server/database/tables.ts'

interface Known {
  rows: ReadonlyMap<string, GenerationRow>
  /** The team's. */
  projects: ReadonlySet<string>
  /** Gone for good. */
  purged: ReadonlySet<string>
}

/** Why these changes can't be made, at the field of each. */
export function problemsOfChanges(changes: readonly ClipChange[], known: Known): Problem[] {
  const seen = new Set<string>()
  const projectOfShot = new Map<string, string>()
  return changes.flatMap((change, index) => {
    const wrong = (name: keyof ClipChange, code: ProblemCode, say: (field: string) => Sentence) => {
      const field = `changes.${index}.${name}`
      return [{ field, code, message: say(`\`${field}\``) }]
    }
    const row = known.rows.get(change.id)
    if (!row) return wrong('id', 'unknown_value', NO_CLIP)
    if (known.purged.has(change.id)) return wrong('id', 'conflict', GONE)
    if (seen.has(change.id)) return wrong('id', 'conflict', TWICE)
    seen.add(change.id)
    if (change.removed === true && !isFinal(row.state)) return wrong('id', 'conflict', AT_WORK)
    if (change.project === undefined) return []
    if (!known.projects.has(change.project)) return wrong('project', 'unknown_value', NO_PROJECT)
    const other = projectOfShot.get(row.shot_id) ?? change.project
    projectOfShot.set(row.shot_id, change.project)
    return other === change.project ? [] : wrong('project', 'conflict', TWO_PROJECTS)
  })
}

const NO_CLIP = (field: string) => ({ en: `${field} is no clip here`, zh: `${field} 不是这里的成片` })
const GONE = (field: string) => ({
  en: `${field} has been in the bin for 30 days and is gone for good`,
  zh: `${field} 在回收站已满 30 天，已彻底删除`,
})
const TWICE = (field: string) => ({ en: `${field} is said twice`, zh: `${field} 出现了两次` })
const AT_WORK = (field: string) => ({
  en: `${field} is still being worked on; cancel it first, or wait for its end`,
  zh: `${field} 仍在处理中；请先取消，或等它结束`,
})
const NO_PROJECT = (field: string) => ({ en: `${field} is no project here`, zh: `${field} 不是这里的项目` })
const TWO_PROJECTS = (field: string) => ({
  en: `${field} sends a take elsewhere than another take of its shot; a shot stays together`,
  zh: `${field} 与同一镜头的另一条去往不同项目；同一镜头的各条必须在一起`,
})
