import { ArrowLeft, ChevronLeft, ChevronRight, Download, Link2, Share2 } from 'lucide-react'
import Link from 'next/link'
import { lazy, Suspense, useState, type RefObject } from 'react'
import { CompareLink } from '#components/compare/compare-link.tsx'
import type { FramePlayer } from '#components/player/frame-player.ts'
import { STANDING_INKS, STANDING_WORDS } from '#components/review/standing-mark.tsx'
import { shortcut } from '#components/studio/commands/shortcuts.ts'
import { buttonClass, IconButton } from '#components/ui/button.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import type { ClipDetail } from '#lib/api/clips.ts'
import type { GalleryCard } from '#lib/api/gallery.ts'
import { defineWords } from '#lib/language/language.ts'
import { useGalleryPlace } from './use-gallery-place.ts'

const ShareDialog = lazy(() => import('#components/share/share-dialog.tsx'))

const WORDS = defineWords({
  en: {
    back: 'Gallery',
    take: (take: number, of: number) => (of > 1 ? `Take ${take}, ${of} in this shot` : `Take ${take}`),
    previous: 'Previous clip in the gallery',
    next: 'Next clip in the gallery',
    copy: 'Copy link at this frame',
    download: 'Download',
    binned: 'In the bin',
    share: 'Share with people outside',
  },
  zh: {
    back: '作品库',
    take: (take, of) => (of > 1 ? `第 ${take} 条，本镜头共 ${of} 条` : `第 ${take} 条`),
    previous: '作品库中的上一个成片',
    next: '作品库中的下一个成片',
    copy: '复制这一帧的链接',
    download: '下载',
    binned: '在回收站中',
    share: '分享给团队以外的人',
  },
})

/** What clip this is, the way back and on through the gallery, and what one takes away from here. */
export function ClipBar({
  id,
  title,
  clip,
  takes,
  player,
  project,
  mayShare,
}: {
  id: string
  title: string
  clip: ClipDetail | undefined
  takes: readonly GalleryCard[]
  player: RefObject<FramePlayer | null>
  /** As addresses say it. */
  project: string | undefined
  mayShare: boolean
}) {
  const [isSharing, setSharing] = useState(false)
  const words = useWords(WORDS)
  const standings = useWords(STANDING_WORDS)
  const language = useLanguage()
  const place = useGalleryPlace(id, project)
  const here = takes.find((one) => one.id === id)
  const take = here?.take ?? clip?.generation.take ?? 1
  const file = clip?.generation.clip
  const copy = () => {
    const state = player.current?.state()
    void import('./copy-link.ts').then(({ copyLinkAt }) =>
      copyLinkAt(id, state?.target ?? state?.frame, language),
    )
  }
  return (
    <div className="flex min-h-12 shrink-0 items-center gap-2 px-3 pt-2 lg:px-4">
      <Link href={place.back} className={`${buttonClass('quiet', 'sm')} -ml-2 touch:min-h-11`}>
        <ArrowLeft aria-hidden size={14} />
        {words.back}
      </Link>
      <div className="min-w-0 flex-1">
        <h1 className="truncate text-base font-semibold">{title}</h1>
        <p className="truncate text-xs text-ink-3 tabular-nums">
          {words.take(take, takes.length)}
          {here?.standing && (
            <span className={STANDING_INKS[here.standing]}> · {standings[here.standing]}</span>
          )}
          {clip?.binnedAt !== undefined && <span className="text-wait"> · {words.binned}</span>}
        </p>
      </div>
      {(place.previous ?? place.next) !== undefined && (
        <div className="flex max-sm:hidden">
          <IconButton
            label={words.previous}
            {...shortcut('previous_clip')}
            disabled={place.previous === undefined}
            onClick={() => place.go(place.previous)}
          >
            <ChevronLeft size={16} />
          </IconButton>
          <IconButton
            label={words.next}
            {...shortcut('next_clip')}
            disabled={place.next === undefined}
            onClick={() => place.go(place.next)}
          >
            <ChevronRight size={16} />
          </IconButton>
        </div>
      )}
      <CompareLink here={id} takes={takes} project={project} frame={() => player.current?.state().frame} />
      {file && (
        <>
          <IconButton label={words.copy} onClick={copy} className="touch:size-11">
            <Link2 size={16} />
          </IconButton>
          {mayShare && clip.binnedAt === undefined && (
            <IconButton
              label={words.share}
              {...shortcut('share_clip')}
              onClick={() => setSharing(true)}
              className="touch:size-11"
            >
              <Share2 size={16} />
            </IconButton>
          )}
          <a
            href={file.downloadUrl}
            download={clip.downloadName}
            aria-label={words.download}
            title={clip.downloadName}
            {...shortcut('download')}
            className={`${buttonClass('plain')} max-sm:w-11 max-sm:px-0 touch:h-11`}
          >
            <Download aria-hidden size={14} />
            <span className="max-sm:sr-only">{words.download}</span>
          </a>
        </>
      )}
      {isSharing && clip && (
        <Suspense>
          <ShareDialog
            targets={[
              { kind: 'clip', ids: [id] },
              { kind: 'shot', ids: [clip.generation.shotId] },
              { kind: 'project', ids: [clip.generation.projectId] },
            ]}
            onClose={() => setSharing(false)}
          />
        </Suspense>
      )}
    </div>
  )
}
