'use client'
import { LatePageCommands } from '#components/studio/commands/late-commands.tsx'
import { useWords } from '#components/ui/language.tsx'
import { latePart } from '#components/ui/late-part.tsx'
import type { Theme } from '#components/ui/theme.ts'
import type { SequenceList } from '#lib/api/sequences.ts'
import { projectInAddress, type StudioInfo } from '#lib/api/studio.ts'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({ en: { title: 'Sequences' }, zh: { title: '序列' } })

const AppHeader = latePart(() => import('#components/studio/app-header.tsx'))
const SequencesOfProject = latePart(() => import('./sequences-of-project.tsx'))

/** All sequences of the project. */
export function SequencesPage({ list, info, theme }: { list: SequenceList; info: StudioInfo; theme: Theme }) {
  const words = useWords(WORDS)
  return (
    <div className="flex min-h-dvh flex-col">
      <AppHeader
        provider={info.provider}
        projects={info.projects}
        theme={theme}
        project={projectInAddress(info)}
      />
      <main className="mx-auto flex w-full max-w-[1280px] min-w-0 flex-1 flex-col gap-4 p-4 max-sm:p-3">
        <h1 className="text-lg font-semibold">{words.title}</h1>
        <SequencesOfProject list={list} />
      </main>
      <LatePageCommands />
    </div>
  )
}
