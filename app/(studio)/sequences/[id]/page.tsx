import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'
import { SequencePage } from '#components/sequence/sequence-page.tsx'
import { readTheme, THEME_COOKIE } from '#components/ui/theme.ts'
import { sequenceParamsSchema } from '#lib/api/sequences.ts'
import { defineWords } from '#lib/language/language.ts'
import { requirePrincipal } from '#lib/server/auth/require-principal.ts'
import { pageLanguage } from '#lib/server/http/page-language.ts'
import { readSequencePage } from '#lib/server/sequences/read-sequence-page.ts'
import { services } from '#lib/server/services.ts'
import { readStudioInfo } from '#lib/server/studio-info.ts'

const TITLE = defineWords({ en: 'Sequence', zh: '序列' })

export async function generateMetadata(): Promise<Metadata> {
  return { title: TITLE[await pageLanguage()] }
}

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const principal = await requirePrincipal()
  const studio = await services()
  const asked = sequenceParamsSchema.safeParse(await params)
  const found = asked.success ? await readSequencePage(studio, principal, asked.data.id) : undefined
  if (!found) notFound()
  const { sequence, joined } = found
  const [info, jar] = await Promise.all([readStudioInfo(studio, principal, sequence.projectId), cookies()])
  return (
    <SequencePage
      sequence={sequence}
      joined={joined}
      provider={info.provider}
      projects={info.projects}
      theme={readTheme(jar.get(THEME_COOKIE)?.value)}
    />
  )
}
