import { cookies } from 'next/headers'
import { ComparePage } from '#components/compare/compare-page.tsx'
import { readTheme, THEME_COOKIE } from '#components/ui/theme.ts'
import { MOST_COMPARED, readComparedIds } from '#lib/api/comparison.ts'
import { requirePrincipal } from '#lib/server/auth/require-principal.ts'
import { readComparison } from '#lib/server/clips/read-comparison.ts'
import { services } from '#lib/server/services.ts'
import { readStudioInfo } from '#lib/server/studio-info.ts'
import { projectOfPage } from '#lib/server/teams/project-of-page.ts'

type Search = Readonly<Record<'ids' | 'f' | 'project', string | string[] | undefined>>

export default async function Page({ searchParams }: { searchParams: Promise<Search> }) {
  const principal = await requirePrincipal()
  const studio = await services()
  const search = await searchParams
  const ids = readComparedIds(search.ids)
  // Of a longer list nothing is shown but how to shorten it.
  const isReadable = ids.length <= MOST_COMPARED
  const comparison = isReadable ? await readComparison(studio, principal, ids) : { takes: [], missing: [] }
  const [first] = comparison.takes
  const projectId =
    search.project === undefined && first
      ? first.generation.projectId
      : await projectOfPage(studio.database.db, principal, search.project)
  const [info, jar] = await Promise.all([readStudioInfo(studio, principal, projectId), cookies()])
  return (
    <ComparePage
      ids={ids}
      {...comparison}
      initialFrame={frameIn(search.f)}
      project={projectId}
      provider={info.provider}
      projects={info.projects}
      theme={readTheme(jar.get(THEME_COOKIE)?.value)}
    />
  )
}

/** What is no frame is the first one. */
function frameIn(text: string | string[] | undefined): number {
  return typeof text === 'string' && /^\d{1,7}$/.test(text) ? Number(text) : 0
}
