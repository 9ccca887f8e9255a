import 'server-only'
import type { Principal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { StudioInfo } from '#lib/api/studio.ts'
import type { Services } from './services.ts'
import { defaultProjectId } from './teams/team-store.ts'

/** What the studio page needs to know once. Says whether a key is set, never the key nor where the provider is. */
export async function readStudioInfo(
  services: Pick<Services, 'env' | 'database' | 'delivery' | 'provider'>,
  principal: Principal,
): Promise<StudioInfo> {
  const { env, database, delivery, provider } = services
  const projectId = await defaultProjectId(database, principal.teamId)
  if (projectId === undefined)
    throw new AppError('not_found', { en: 'Your team has no project.', zh: '你的团队没有项目。' })
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
    ...(env.monthlyBudgetTokens === undefined ? {} : { monthlyBudgetTokens: env.monthlyBudgetTokens }),
    member: { id: principal.userId, name: principal.name },
    uploadLimits: { image: env.limits.image, video: env.limits.video, audio: env.limits.audio },
  }
}
