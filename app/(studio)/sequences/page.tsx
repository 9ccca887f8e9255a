import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { SequencesPage } from '#components/sequence/sequences-page.tsx'
import { readTheme, THEME_COOKIE } from '#components/ui/theme.ts'
import { defineWords } from '#lib/language/language.ts'
import { requirePrincipal } from '#lib/server/auth/require-principal.ts'
import { pageLanguage } from '#lib/server/http/page-language.ts'
import { readSequences } from '#lib/server/sequences/sequences.ts'
import { services } from '#lib/server/services.ts'
import { readStudioInfo } from '#lib/server/studio-info.ts'
import { projectOfPage } from '#lib/server/teams/project-of-page.ts'

const TITLE = defineWords({ en: 'Sequences', zh: '序列' })

export async function generateMetadata(): Promise<Metadata> {
  return { title: TITLE[await pageLanguage()] }
}

export default async function Page({
  searchParams,
}: {
  searchParams: Promise<Readonly<Record<'project', string | string[] | undefined>>>
}) {
  const principal = await requirePrincipal()
  const studio = await services()
  const project = await projectOfPage(studio.database.db, principal, (await searchParams).project)
  const [list, info, jar] = await Promise.all([
    readSequences(studio, principal, project),
    readStudioInfo(studio, principal, project),
    cookies(),
  ])
  return (
    <SequencesPage key={project} list={list} info={info} theme={readTheme(jar.get(THEME_COOKIE)?.value)} />
  )
}
