'use client'
/** Keys, command menu and map of the studio. Loaded once the page has come to rest; draws nothing until it is asked. */
import { lazy, Suspense, useEffect, useState } from 'react'
import { useLanguageChoice } from '#components/ui/language.tsx'
import { referenceCommands, writeCommands } from './composer-commands.ts'
import { listenForKeys } from './key-handler.ts'
import { pageCommands } from './page-commands.ts'
import { onPanelWanted, type Panel } from './panels.ts'
import { useCommands } from './registry.ts'
import { settingsCommands } from './settings-commands.ts'
import type { StudioTools } from './studio-tools.ts'
import { TeachHint } from './teach-hint.tsx'

const CommandMenu = lazy(() => import('./command-menu.tsx'))
const ShortcutMap = lazy(() => import('./shortcut-map.tsx'))

export default function StudioCommands({ tools }: { tools: StudioTools }) {
  const choice = useLanguageChoice()
  const [open, setOpen] = useState<{ panel: Panel; turn: number }>()
  useEffect(() => onPanelWanted((panel) => setOpen((last) => ({ panel, turn: (last?.turn ?? 0) + 1 }))), [])
  useEffect(() => listenForKeys(), [])
  useCommands(() => [
    ...writeCommands(tools, choice.language),
    ...referenceCommands(tools),
    ...settingsCommands(tools),
    ...pageCommands(choice),
  ])
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
