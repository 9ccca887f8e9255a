'use client'
import { LatePageCommands } from '#components/studio/commands/late-commands.tsx'
import { latePart } from '#components/ui/late-part.tsx'
import type { Theme } from '#components/ui/theme.ts'
import type { Sequence } from '#lib/api/sequences.ts'
import type { StudioInfo } from '#lib/api/studio.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { SequencesLink } from './sequences-link.tsx'

const AppHeader = latePart(() => import('#components/studio/app-header.tsx'))
const SequenceEditor = latePart(() => import('./sequence-editor.tsx'))

/** Clips in order: put, trimmed, played through and joined. */
export function SequencePage({
  sequence,
  joined,
  provider,
  projects,
  theme,
}: {
  sequence: Sequence
  /** What it was last joined to, or is being joined to. */
  joined: Generation | undefined
  provider: StudioInfo['provider']
  projects: StudioInfo['projects']
  theme: Theme
}) {
  const isFirst = projects.some(({ id, isFirst: first }) => first && id === sequence.projectId)
  const project = isFirst ? undefined : sequence.projectId
  return (
    <div className="flex min-h-dvh flex-col">
      <AppHeader provider={provider} projects={projects} theme={theme} project={project}>
        <SequencesLink project={project} className="max-sm:hidden" />
      </AppHeader>
      <main className="flex min-w-0 flex-1 flex-col">
        <h1 className="sr-only">{sequence.title}</h1>
        <SequenceEditor sequence={sequence} joined={joined} />
      </main>
      <LatePageCommands />
    </div>
  )
}
