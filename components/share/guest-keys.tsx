'use client'
/** The keys of a guest's page: the player has its own; here are those for comments and clips, and the map of them all. */
import { lazy, Suspense, useEffect, useState } from 'react'
import { reviewCommands } from '#components/review/review-commands.ts'
import { listenForKeys } from '#components/studio/commands/key-handler.ts'
import { onPanelWanted, openPanel } from '#components/studio/commands/panels.ts'
import { useCommands } from '#components/studio/commands/registry.ts'
import { SHORTCUTS } from '#components/studio/commands/shortcuts.ts'

const ShortcutMap = lazy(() => import('#components/studio/commands/shortcut-map.tsx'))

export default function GuestKeys({
  back,
  on,
}: {
  back: (() => void) | undefined
  on: (() => void) | undefined
}) {
  const [isOpen, setOpen] = useState(false)
  useEffect(() => onPanelWanted((panel) => setOpen(panel === 'map')), [])
  useEffect(() => listenForKeys(), [])
  useCommands(() => [
    ...reviewCommands(),
    {
      id: 'previous_clip',
      group: 'clips',
      name: { en: 'Previous clip', zh: '上一个成片' },
      keys: SHORTCUTS.previous_clip,
      isOffered: () => back !== undefined,
      run: () => back?.(),
    },
    {
      id: 'next_clip',
      group: 'clips',
      name: { en: 'Next clip', zh: '下一个成片' },
      keys: SHORTCUTS.next_clip,
      isOffered: () => on !== undefined,
      run: () => on?.(),
    },
    {
      id: 'map',
      group: 'studio',
      name: { en: 'All keys', zh: '全部快捷键' },
      keys: SHORTCUTS.map,
      run: () => openPanel('map'),
    },
  ])
  return isOpen ? (
    <Suspense>
      <ShortcutMap onClose={() => setOpen(false)} />
    </Suspense>
  ) : null
}
