import 'server-only'
import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'
import { type Action, isAllowed } from '#lib/access/permissions.ts'
import type { MemberPrincipal, Principal } from '#lib/access/principal.ts'
import type { StudioInfo } from '#lib/api/studio.ts'
import { readStudioInfo, type StudioInfoServices } from '#lib/server/studio-info.ts'

export interface SettingsPage {
  member: MemberPrincipal
  info: StudioInfo
  jar: Awaited<ReturnType<typeof cookies>>
}

/** For the pages of the settings: may they see it, and what the frame around it shows. The not-found page for whoever may not. */
export async function settingsPage(
  services: StudioInfoServices,
  principal: Principal,
  permission: Action,
): Promise<SettingsPage> {
  if (principal.kind !== 'member' || !isAllowed(principal, permission)) notFound()
  return {
    member: principal,
    info: await readStudioInfo(services, principal),
    jar: await cookies(),
  }
}
