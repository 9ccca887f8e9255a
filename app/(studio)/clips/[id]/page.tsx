import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { ClipPage } from '#components/clip/clip-page.tsx'
import { clipName } from '#components/clip/clip-words.ts'
import { readTheme, THEME_COOKIE } from '#components/ui/theme.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { ClipDetail } from '#lib/api/clips.ts'
import { readFrame } from '#lib/api/composer-link.ts'
import { requirePrincipal } from '#lib/server/auth/require-principal.ts'
import { readClip } from '#lib/server/clips/read-clip.ts'
import { pageLanguage } from '#lib/server/http/page-language.ts'
import { services } from '#lib/server/services.ts'
import { readStudioInfo } from '#lib/server/studio-info.ts'

interface PageProps {
  params: Promise<{ id: string }>
  searchParams: Promise<{ f?: string | string[] }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { generation } = await clipOfPage((await params).id)
  return { title: clipName(generation, await pageLanguage()) }
}

export default async function Page({ params, searchParams }: PageProps) {
  const principal = await requirePrincipal()
  const studio = await services()
  const clip = await clipOfPage((await params).id)
  const { f } = await searchParams
  const [info, jar] = await Promise.all([
    readStudioInfo(studio, principal, clip.generation.projectId),
    cookies(),
  ])
  const frame = typeof f === 'string' ? readFrame(f) : undefined
  return (
    <ClipPage
      first={clip}
      info={info}
      theme={readTheme(jar.get(THEME_COOKIE)?.value)}
      drawnAt={studio.clock()}
      {...(frame !== undefined && { firstFrame: frame })}
    />
  )
}

/** Once for the page and its title. */
const clipOfPage = cache(async (id: string): Promise<ClipDetail> => {
  const principal = await requirePrincipal()
  try {
    return await readClip(await services(), principal, id)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  }
})
