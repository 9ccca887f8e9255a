'use client'
/** What every page has: the listener for keys, the command menu, the map, and the commands of the page itself. */
import { lazy, Suspense, useEffect, useState } from 'react'
import { useLanguageChoice } from '#components/ui/language.tsx'
import { listenForKeys } from './key-handler.ts'
import { pageCommands } from './page-commands.ts'
import { onPanelWanted, type Panel } from './panels.ts'
import { useCommands } from './registry.ts'
import { TeachHint } from './teach-hint.tsx'

const CommandMenu = lazy(() => import('./command-menu.tsx'))
const ShortcutMap = lazy(() => import('./shortcut-map.tsx'))

export default function PageCommands() {
  const choice = useLanguageChoice()
  const [open, setOpen] = useState<{ panel: Panel; turn: number }>()
  useEffect(() => onPanelWanted((panel) => setOpen((last) => ({ panel, turn: (last?.turn ?? 0) + 1 }))), [])
  useEffect(() => listenForKeys(), [])
  useCommands(() => pageCommands(choice))
  // A dialog says late that it has closed: by then another may be open.
  const close = () => setOpen((now) => (now === open ? undefined : now))
  return (
    <>
      <Suspense>
        {open?.panel === 'menu' && <CommandMenu key={open.turn} onClose={close} />}
        {open?.panel === 'map' && <ShortcutMap key={open.turn} onClose={close} />}
      </Suspense>
      <TeachHint />
    </>
  )
}
