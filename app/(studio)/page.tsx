import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import { cookies } from 'next/headers'
import { Studio } from '#components/studio/studio.tsx'
import { readTheme, THEME_COOKIE } from '#components/ui/theme.ts'
import { generationsQuery, PAGE_SIZE } from '#lib/queries/generations.ts'
import { requirePrincipal } from '#lib/server/auth/require-principal.ts'
import { readGenerations } from '#lib/server/generations/read-generations.ts'
import { services } from '#lib/server/services.ts'
import { readStudioInfo } from '#lib/server/studio-info.ts'

/** The first page of takes comes with the document, so that nothing has to be waited for or moves. */
export default async function StudioPage() {
  const principal = await requirePrincipal()
  const studio = await services()
  const [info, takes, jar] = await Promise.all([
    readStudioInfo(studio, principal),
    readGenerations(studio, principal, { limit: PAGE_SIZE }),
    cookies(),
  ])
  const client = new QueryClient()
  client.setQueryData(generationsQuery.queryKey, takes)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Studio info={info} theme={readTheme(jar.get(THEME_COOKIE)?.value)} />
    </HydrationBoundary>
  )
}
