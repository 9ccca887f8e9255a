import { Clapperboard } from 'lucide-react'
import Link from 'next/link'
import { lazy, Suspense, useState } from 'react'
import { ReferenceThumb } from '#components/studio/reference-thumb.tsx'
import { ROLE_WORDS } from '#components/studio/words.ts'
import { buttonClass } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import type { ClipDetail } from '#lib/api/clips.ts'
import type { MediaFile } from '#lib/api/media.ts'
import type { RecipeReference } from '#lib/generation/generation.ts'
import { defineWords } from '#lib/language/language.ts'
import { clipAddress } from './use-clip.ts'

const WORDS = defineWords({
  en: {
    open: (name: string) => `Open ${name}`,
    itsClip: (name: string) => `Clip that ${name} comes from`,
    gone: 'The file is gone',
  },
  zh: {
    open: (name) => `打开 ${name}`,
    itsClip: (name) => `${name} 所来自的成片`,
    gone: '文件已不在',
  },
})

const ReferenceView = lazy(() => import('./reference-view.tsx'))

/** What went into it beside the words: pictures and sounds open here, clips of ours on their pages. */
export function ClipReferences({ clip: { generation, files, fileClips } }: { clip: ClipDetail }) {
  const [open, setOpen] = useState<{ name: string; file: MediaFile }>()
  return (
    <>
      <ul className="space-y-1.5">
        {generation.recipe.references.map((reference) => {
          const file = files.find(({ id }) => id === reference.mediaId)
          return (
            <li key={reference.id} className="flex items-center gap-2">
              <Reference
                reference={reference}
                file={file}
                clipId={fileClips[reference.mediaId ?? '']}
                onOpen={(shown) => setOpen({ name: reference.name, file: shown })}
              />
            </li>
          )
        })}
      </ul>
      {open && (
        <Suspense>
          <ReferenceView name={open.name} file={open.file} onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
    </>
  )
}

const ROW =
  '-mx-1.5 flex min-w-0 flex-1 items-center gap-3 rounded-lg px-1.5 py-1 text-left transition-colors'

function Reference({
  reference,
  file,
  clipId,
  onOpen,
}: {
  reference: RecipeReference
  file: MediaFile | undefined
  clipId: string | undefined
  onOpen: (file: MediaFile) => void
}) {
  const words = useWords(WORDS)
  const { name, kind } = reference
  const row = <Row reference={reference} isGone={reference.mediaId !== undefined && !file} />
  if (!file) return <div className={ROW}>{row}</div>
  if (clipId !== undefined && kind === 'video')
    return (
      <Link href={clipAddress(clipId)} prefetch={false} className={`${ROW} hover:bg-hover`}>
        {row}
      </Link>
    )
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={words.open(name)}
        onClick={() => onOpen(file)}
        className={`${ROW} hover:bg-hover`}
      >
        {row}
      </button>
      {clipId !== undefined && (
        <Link
          href={clipAddress(clipId)}
          prefetch={false}
          aria-label={words.itsClip(name)}
          data-tip={words.itsClip(name)}
          className={`${buttonClass('quiet')} w-8 px-0 touch:size-11`}
        >
          <Clapperboard aria-hidden size={16} />
        </Link>
      )}
    </>
  )
}

function Row({ reference, isGone }: { reference: RecipeReference; isGone: boolean }) {
  const words = useWords(WORDS)
  const roles = useWords(ROLE_WORDS)
  const { name, kind, role, mediaId, url } = reference
  return (
    <>
      <ReferenceThumb kind={kind} mediaId={isGone ? undefined : mediaId} className="h-10 w-14" />
      <span className="min-w-0">
        <span className="block truncate font-medium">{name}</span>
        <span className="block truncate text-xs text-ink-3">{isGone ? words.gone : roles[role]}</span>
        {url !== undefined && <span className="block truncate text-xs text-ink-3 select-text">{url}</span>}
      </span>
    </>
  )
}
