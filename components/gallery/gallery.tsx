'use client'
import { useEffect, useMemo } from 'react'
import { LatePageCommands } from '#components/studio/commands/late-commands.tsx'
import { useWords } from '#components/ui/language.tsx'
import { SequencesLink } from '#components/sequence/sequences-link.tsx'
import { latePart } from '#components/ui/late-part.tsx'
import type { Theme } from '#components/ui/theme.ts'
import { roleMay } from '#lib/access/permissions.ts'
import type { GalleryPage } from '#lib/api/gallery.ts'
import { projectInAddress, type StudioInfo } from '#lib/api/studio.ts'
import { defineWords } from '#lib/language/language.ts'
import { LateSelectionBar } from './actions/late-selection-bar.tsx'
import { galleryQuestion, writeGalleryAddress } from './gallery-address.ts'
import { GalleryContext, galleryListOf, rememberAddress } from './gallery-store.ts'
import { ImportButton } from './import/import-button.tsx'
import { gallerySelection } from './selection.ts'
import { useGalleryView } from './use-gallery-view.ts'
// Here and not with the cards: a part that comes late brings its styles late.
import './gallery.css'

const WORDS = defineWords({ en: { gallery: 'Gallery' }, zh: { gallery: '作品库' } })

const AppHeader = latePart(() => import('#components/studio/app-header.tsx'))
const FilterBar = latePart(() => import('./filters/filter-bar.tsx'))
const ImportClips = latePart(() => import('./import/import-clips.tsx'))
const GalleryGrid = latePart(() => import('./gallery-grid.tsx'))

/** Every clip of the project: found above, looked at and chosen below. */
export function Gallery({
  info,
  theme,
  first,
}: {
  info: StudioInfo
  theme: Theme
  /** What the address asked for when the server drew the page. */
  first: { question: string; page: GalleryPage }
}) {
  const words = useWords(WORDS)
  const view = useGalleryView()
  const question = galleryQuestion(view)
  const list = useMemo(
    () =>
      galleryListOf(question, {
        fetchPage: async (request, signal) => {
          const { fetchGalleryPage } = await import('#lib/queries/gallery.ts')
          return fetchGalleryPage(question, { ...request }, signal)
        },
        projectId: info.projectId,
        isBin: view.filter.bin !== undefined,
        byShot: view.by === 'shot',
        isNewestFirst: view.sort === 'newest',
        ...(first.question === question && { first: first.page }),
      }),
    // The question holds all that the view says of it.
    // oxlint-disable-next-line react/exhaustive-deps
    [question, info.projectId],
  )
  const query = writeGalleryAddress(view)
  useEffect(() => {
    rememberAddress(list, query)
    gallerySelection.belongTo(question)
  }, [list, query, question])
  return (
    <GalleryContext value={useMemo(() => ({ list, question }), [list, question])}>
      <div className="flex h-dvh flex-col">
        <AppHeader
          provider={info.provider}
          theme={theme}
          here="gallery"
          project={projectInAddress(info)}
          projects={info.projects}
        >
          <ImportButton projectId={info.projectId} />
          <SequencesLink project={projectInAddress(info)} className="max-sm:hidden" />
        </AppHeader>
        <main className="flex min-h-0 flex-1 flex-col">
          <h1 className="sr-only">{words.gallery}</h1>
          <FilterBar member={info.member} />
          <GalleryGrid first={first.question === question ? first.page : undefined} size={view.size} />
          <LateSelectionBar
            projects={info.projects}
            projectId={info.projectId}
            project={projectInAddress(info)}
            isBin={view.filter.bin !== undefined}
            mayShare={roleMay(info.member.role, 'share.change')}
          />
        </main>
        <ImportClips projectId={info.projectId} />
        <LatePageCommands />
      </div>
    </GalleryContext>
  )
}
