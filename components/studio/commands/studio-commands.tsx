'use client'
/** Keys, command menu and map of the studio. Loaded once the page has come to rest; draws nothing until it is asked. */
import { useLanguage } from '#components/ui/language.tsx'
import { referenceCommands, writeCommands } from './composer-commands.ts'
import PageCommands from './page-panels.tsx'
import { useCommands } from './registry.ts'
import { settingsCommands } from './settings-commands.ts'
import type { StudioTools } from './studio-tools.ts'

export default function StudioCommands({ tools }: { tools: StudioTools }) {
  const language = useLanguage()
  useCommands(() => [
    ...writeCommands(tools, language),
    ...referenceCommands(tools),
    ...settingsCommands(tools),
  ])
  return <PageCommands />
}
