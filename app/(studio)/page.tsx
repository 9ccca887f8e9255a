import { cookies } from 'next/headers'
import { Studio } from '#components/studio/studio.tsx'
import { readTheme, THEME_COOKIE } from '#components/ui/theme.ts'
import { PAGE_SIZE } from '#lib/queries/generations.ts'
import { requirePrincipal } from '#lib/server/auth/require-principal.ts'
import { readGenerations } from '#lib/server/generations/read-generations.ts'
import { services } from '#lib/server/services.ts'
import { readStudioInfo } from '#lib/server/studio-info.ts'
import { projectOfPage } from '#lib/server/teams/project-of-page.ts'

export default async function StudioPage({
  searchParams,
}: {
  searchParams: Promise<{ project?: string | string[] }>
}) {
  const principal = await requirePrincipal()
  const studio = await services()
  const { project } = await searchParams
  const projectId = await projectOfPage(studio.database.db, principal, project)
  const [info, firstTakes, jar] = await Promise.all([
    readStudioInfo(studio, principal, projectId),
    readGenerations(studio, principal, { projectId, limit: PAGE_SIZE }),
    cookies(),
  ])
  const theme = readTheme(jar.get(THEME_COOKIE)?.value)
  // A project's draft and takes are its own: nothing of the one before is carried over.
  return <Studio key={projectId} info={info} firstTakes={firstTakes} drawnAt={studio.clock()} theme={theme} />
}
