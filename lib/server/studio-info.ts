import 'server-only'
import type { Principal } from '#lib/access/principal.ts'
import type { StudioInfo } from '#lib/api/studio.ts'
import type { Services } from './services.ts'
import { hasBudget } from './budgets/standings.ts'
import { readProjects } from './teams/projects.ts'
import { requireProjectId } from './teams/require-project.ts'

export type StudioInfoServices = Pick<
  Services,
  'env' | 'database' | 'delivery' | 'provider' | 'budget' | 'clock'
>

/**
 * What the studio page needs to know once, of this project or of the team's first. Says whether a key is set, never the key nor where the
 * provider is. Throws AppError `not_found` for a project that is not the team's.
 */
export async function readStudioInfo(
  services: StudioInfoServices,
  principal: Principal,
  project?: string,
): Promise<StudioInfo> {
  const { env, database, delivery, provider } = services
  const projectId = await requireProjectId(database.db, principal, project)
  const { kind } = env.provider
  return {
    provider: {
      kind,
      free: kind === 'sandbox',
      hasKey: kind !== 'sandbox',
      references: {
        image: delivery.reach('image'),
        video: delivery.reach('video'),
        audio: delivery.reach('audio'),
      },
      mentionStyle: provider.mentionStyle,
    },
    projectId,
    ...(await readProjects(services, principal)),
    hasBudget: await hasBudget(services, principal, projectId),
    member: { id: principal.userId, name: principal.name, role: principal.role },
    uploadLimits: { image: env.limits.image, video: env.limits.video, audio: env.limits.audio },
  }
}
