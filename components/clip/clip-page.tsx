'use client'
import { LatePageCommands } from '#components/studio/commands/late-commands.tsx'
import { latePart } from '#components/ui/late-part.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import type { Theme } from '#components/ui/theme.ts'
import { DrawnAt } from '#components/ui/use-now.ts'
import { roleMay } from '#lib/access/permissions.ts'
import type { ClipDetail } from '#lib/api/clips.ts'
import { projectInAddress, type StudioInfo } from '#lib/api/studio.ts'
import { defineWords } from '#lib/language/language.ts'
import { lazy, Suspense, useRef } from 'react'
import type { FramePlayer } from '#components/player/frame-player.ts'
import { ClipBar } from './clip-bar.tsx'
import { ClipStage } from './clip-stage.tsx'
import { cardName, clipTitle } from './clip-words.ts'
import { LoadingSide } from './loading-side.tsx'
import { useClip } from './use-clip.ts'
import { useRested } from './use-rested.ts'
import { VersionStrip } from './version-strip.tsx'

const WORDS = defineWords({
  en: { about: 'About this clip', looking: 'Clip' },
  zh: { about: '关于这个成片', looking: '成片' },
})

// The picture and the other takes are there before these have come alive.
const AppHeader = latePart(() => import('#components/studio/app-header.tsx'))
const ClipSide = latePart(() => import('./clip-side.tsx'))
const ReviewLive = lazy(() => import('#components/review/review-live.tsx'))
const ClipCommands = lazy(() => import('./clip-commands.tsx'))

/** One clip: looked at on the left, told about on the right; on a phone one above the other. */
export function ClipPage({
  first,
  firstFrame,
  info,
  theme,
  drawnAt,
}: {
  first: ClipDetail
  /** As the address says it. */
  firstFrame?: number
  /** Of the clip's project. */
  info: StudioInfo
  theme: Theme
  /** Epoch ms of the server. */
  drawnAt: number
}) {
  const words = useWords(WORDS)
  const language = useLanguage()
  const shown = useClip(first)
  const { id, clip, card } = shown
  const player = useRef<FramePlayer>(null)
  const hasRested = useRested()
  const takes = clip?.takes ?? first.takes
  const project = projectInAddress(info)
  const title = clip ? clipTitle(clip.generation, language) : card ? cardName(card, language) : ''
  return (
    <div className="flex min-h-dvh flex-col lg:h-dvh">
      <AppHeader provider={info.provider} projects={info.projects} theme={theme} project={project} />
      <DrawnAt value={drawnAt}>
        <main className="flex min-h-0 flex-1 flex-col">
          <ClipBar
            id={id}
            title={title}
            clip={clip}
            takes={takes}
            player={player}
            project={project}
            mayShare={roleMay(info.member.role, 'share.change')}
          />
          <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_400px]">
            <section
              aria-label={words.looking}
              className="flex min-h-0 flex-col gap-3 p-3 max-lg:pb-1 lg:p-4 lg:pr-2"
            >
              <ClipStage
                key={id}
                shown={shown}
                player={player}
                project={project}
                {...(firstFrame !== undefined && id === first.generation.id && { firstFrame })}
              />
              <VersionStrip takes={takes} here={id} onGo={shown.goTo} />
            </section>
            <section
              aria-label={words.about}
              className="relative min-h-0 scrollbar-quiet overflow-y-auto max-lg:border-t lg:my-4 lg:mr-4 lg:ml-2 lg:rounded-xl lg:bg-surface lg:ring-1 lg:ring-line"
            >
              {clip ? (
                <ClipSide clip={clip} kind={info.provider.kind} project={project} />
              ) : (
                <LoadingSide shown={shown} />
              )}
            </section>
          </div>
        </main>
      </DrawnAt>
      <LatePageCommands />
      {hasRested && clip && (
        <Suspense>
          <ClipCommands clip={clip} onGo={shown.goTo} />
          <ReviewLive id={clip.generation.id} />
        </Suspense>
      )}
    </div>
  )
}
