import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import {
  type AddressParameters,
  galleryQuestion,
  readGalleryAddress,
} from '#components/gallery/gallery-address.ts'
import { Gallery } from '#components/gallery/gallery.tsx'
import { readTheme, THEME_COOKIE } from '#components/ui/theme.ts'
import { defineWords } from '#lib/language/language.ts'
import { requirePrincipal } from '#lib/server/auth/require-principal.ts'
import { readGallery } from '#lib/server/gallery/read-gallery.ts'
import { pageLanguage } from '#lib/server/http/page-language.ts'
import { services } from '#lib/server/services.ts'
import { readStudioInfo } from '#lib/server/studio-info.ts'
import { projectOfPage } from '#lib/server/teams/project-of-page.ts'

const TITLE = defineWords({ en: 'Gallery', zh: '作品库' })

export async function generateMetadata(): Promise<Metadata> {
  return { title: TITLE[await pageLanguage()] }
}

export default async function Page({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const principal = await requirePrincipal()
  const studio = await services()
  const parameters: AddressParameters = await searchParams
  const view = readGalleryAddress(parameters)
  const project = await projectOfPage(studio.database.db, principal, view.project)
  const { sort, by, filter } = view
  const [info, page, jar] = await Promise.all([
    readStudioInfo(studio, principal, project),
    readGallery(studio, principal, { ...filter, project, sort, by }),
    cookies(),
  ])
  return (
    <Gallery
      key={project}
      info={info}
      theme={readTheme(jar.get(THEME_COOKIE)?.value)}
      first={{ question: galleryQuestion(view), page }}
    />
  )
}
