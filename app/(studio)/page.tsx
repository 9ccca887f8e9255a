import { cookies } from 'next/headers'
import { Studio } from '#components/studio/studio.tsx'
import { readTheme, THEME_COOKIE } from '#components/ui/theme.ts'
import { PAGE_SIZE } from '#lib/queries/generations.ts'
import { requirePrincipal } from '#lib/server/auth/require-principal.ts'
import { readGenerations } from '#lib/server/generations/read-generations.ts'
import { services } from '#lib/server/services.ts'
import { readStudioInfo } from '#lib/server/studio-info.ts'

export default async function StudioPage() {
  const principal = await requirePrincipal()
  const studio = await services()
  const [info, firstTakes, jar] = await Promise.all([
    readStudioInfo(studio, principal),
    readGenerations(studio, principal, { limit: PAGE_SIZE }),
    cookies(),
  ])
  const theme = readTheme(jar.get(THEME_COOKIE)?.value)
  return <Studio info={info} firstTakes={firstTakes} drawnAt={studio.clock()} theme={theme} />
}
