'use client'
import { LatePageCommands } from '#components/studio/commands/late-commands.tsx'
import { useWords } from '#components/ui/language.tsx'
import { latePart } from '#components/ui/late-part.tsx'
import type { Theme } from '#components/ui/theme.ts'
import { FEWEST_COMPARED, MOST_COMPARED, type ComparedTake, type MissingTake } from '#lib/api/comparison.ts'
import type { StudioInfo } from '#lib/api/studio.ts'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({ en: { title: 'Compare clips' }, zh: { title: '对比成片' } })

const AppHeader = latePart(() => import('#components/studio/app-header.tsx'))
const Comparison = latePart(() => import('./comparison.tsx'))
const CompareProblem = latePart(() => import('./compare-problem.tsx'))

/** Two to four clips in step, and beneath them what was asked for differently; or what to do where there aren't so many. */
export function ComparePage({
  ids,
  takes,
  missing,
  initialFrame,
  project,
  provider,
  projects,
  theme,
}: {
  /** As asked for. */
  ids: readonly string[]
  takes: readonly ComparedTake[]
  missing: readonly MissingTake[]
  initialFrame: number
  project: string
  provider: StudioInfo['provider']
  projects: StudioInfo['projects']
  theme: Theme
}) {
  const words = useWords(WORDS)
  const isRight = missing.length === 0 && takes.length >= FEWEST_COMPARED && takes.length <= MOST_COMPARED
  return (
    <div className="flex min-h-dvh flex-col">
      <AppHeader provider={provider} projects={projects} theme={theme} project={project} />
      <main className="flex min-w-0 flex-1 flex-col">
        <h1 className="sr-only">{words.title}</h1>
        {isRight ? (
          <Comparison takes={takes} initialFrame={initialFrame} project={project} />
        ) : (
          <CompareProblem asked={ids} takes={takes} missing={missing} project={project} />
        )}
      </main>
      <LatePageCommands />
    </div>
  )
}
