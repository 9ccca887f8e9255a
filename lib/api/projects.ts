/** /api/projects: the team's folders of shots. */
import * as z from 'zod/mini'
import { idSchema, nameSchema } from './values.ts'

/** That one person sees in one team. */
export const MAX_PROJECTS = 200

export interface Project {
  id: string
  name: string
  /** The first in sight, which shows where an address names none. */
  isFirst: boolean
  /** Its members, owners and admins alone see it. */
  isPrivate?: true
}

/** By name. */
export interface ProjectList {
  projects: Project[]
}

/** The name of a new one. `isPrivate`: its maker is its only member at first. */
export const newProjectSchema = z.strictObject({ name: nameSchema, isPrivate: z.exactOptional(z.boolean()) })

/** Another name. */
export const projectBodySchema = z.strictObject({ name: nameSchema })

export const projectParamsSchema = z.strictObject({ id: idSchema })

/** Which project is asked about; absent: the first in sight. */
export const projectQuerySchema = z.strictObject({ project: z.optional(idSchema) })
