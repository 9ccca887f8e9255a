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
  const [panel, setPanel] = useState<Panel>()
  useEffect(() => onPanelWanted(setPanel), [])
  useEffect(() => listenForKeys(), [])
  useCommands(() => [
    ...writeCommands(tools, choice.language),
    ...referenceCommands(tools),
    ...settingsCommands(tools),
    ...pageCommands(choice),
  ])
  const close = () => setPanel(undefined)
  return (
    <>
      <Suspense>
        {panel === 'menu' && <CommandMenu onClose={close} />}
        {panel === 'map' && <ShortcutMap onClose={close} />}
      </Suspense>
      <TeachHint />
    </>
  )
}
