'use client'
/** What else can be done with the clips that are selected: buttons in a wide bar, a menu in a narrow one. */
import { ArchiveRestore, Columns2, Download, Film, Heart, Share2, Tag, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import type { ShortcutId } from '#components/studio/commands/shortcuts.ts'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { notify } from '#components/ui/notify.ts'
import { AppError } from '#lib/api/app-error.ts'
import { compareAddress, FEWEST_COMPARED, MOST_COMPARED } from '#lib/api/comparison.ts'
import { fetchJson, hasKeys } from '#lib/queries/call-api.ts'
import { BAR_WORDS } from './selection-bar.words.ts'
import type { ClipActions } from './use-clip-actions.ts'

export interface SelectionTask {
  id: string
  label: string
  icon: ReactNode
  command?: ShortcutId
  isDangerous?: boolean
  /** A wide bar has a button of its own for it. */
  isForNarrow?: boolean
  run: () => void
}

const hasId = (body: unknown): body is { id: unknown } => hasKeys(body, 'id')

/** A sequence of fewer is the clip itself. */
const FEWEST_IN_SEQUENCE = 2

export function useSelectionTasks({
  ids,
  isBin,
  project,
  isFavourite,
  actions,
  onTags,
  onShare,
}: {
  ids: readonly string[]
  isBin: boolean
  /** All of them. */
  isFavourite: boolean
  /** As addresses name it. */
  project: string | undefined
  actions: ClipActions
  onTags: () => void
  /** Absent: they may not. */
  onShare: (() => void) | undefined
}): SelectionTask[] {
  const words = useWords(BAR_WORDS)
  const language = useLanguage()
  const router = useRouter()
  const sequence = async () => {
    try {
      const body = { clipIds: ids, ...(project !== undefined && { project }) }
      const { id } = await fetchJson('/api/sequences', hasId, { method: 'POST', body })
      router.push(`/sequences/${String(id)}`)
    } catch (error) {
      const advice = error instanceof AppError ? { advice: error.said[language] } : {}
      notify({ kind: 'problem', message: words.noSequence, ...advice })
    }
  }
  if (isBin)
    return [
      {
        id: 'restore',
        label: words.restore,
        icon: <ArchiveRestore size={16} />,
        command: 'restore',
        run: () => void actions.restore(ids),
      },
    ]
  const canCompare = ids.length >= FEWEST_COMPARED && ids.length <= MOST_COMPARED
  return [
    {
      id: 'favourite',
      label: isFavourite ? words.noFavourite : words.favourite,
      icon: <Heart size={16} fill={isFavourite ? 'currentColor' : 'none'} />,
      isForNarrow: true,
      run: () => void actions.favourite(ids, !isFavourite),
    },
    { id: 'tags', label: words.tags, icon: <Tag size={16} />, run: onTags },
    {
      id: 'download',
      label: words.download,
      icon: <Download size={16} />,
      command: 'download_clips',
      run: () => actions.download(ids),
    },
    ...(onShare ? [{ id: 'share', label: words.share, icon: <Share2 size={16} />, run: onShare }] : []),
    ...(canCompare
      ? [
          {
            id: 'compare',
            label: words.compare,
            icon: <Columns2 size={16} />,
            command: 'compare' as const,
            run: () => router.push(compareAddress(ids, { project })),
          },
        ]
      : []),
    ...(ids.length >= FEWEST_IN_SEQUENCE
      ? [{ id: 'sequence', label: words.sequence, icon: <Film size={16} />, run: () => void sequence() }]
      : []),
    {
      id: 'bin',
      label: words.bin,
      icon: <Trash2 size={16} />,
      command: 'bin',
      isDangerous: true,
      run: () => void actions.bin(ids),
    },
  ]
}
