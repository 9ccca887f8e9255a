'use client'
import { clsx } from 'clsx'
import { Ellipsis, X } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { shortcut } from '#components/studio/commands/shortcuts.ts'
import { number } from '#components/studio/format.ts'
import { IconButton } from '#components/ui/button.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { Menu } from '#components/ui/menu.tsx'
import type { Project } from '#lib/api/projects.ts'
import { knownCard, useGallery } from '../gallery-store.ts'
import { gallerySelection, useSelection } from '../selection.ts'
import { commonJudgement } from './common-judgement.ts'
import { BAR_BUTTON, JudgeButtons, StarButtons, StarMenu } from './judge-buttons.tsx'
import { MoveMenu } from './move-menu.tsx'
import { BAR_WORDS } from './selection-bar.words.ts'
import { useClipActions } from './use-clip-actions.ts'
import { type SelectionTask, useSelectionTasks } from './use-selection-tasks.tsx'
import './selection-bar.css'

const ShareDialog = lazy(() => import('#components/share/share-dialog.tsx'))
const TagDialog = lazy(() => import('./tag-dialog.tsx'))

export interface SelectionBarProps {
  projects: readonly Project[]
  projectId: string
  /** As addresses name it; undefined: the team's first. */
  project: string | undefined
  isBin: boolean
  mayShare: boolean
}

/** Under the cards, while some are selected: how many, and what can be done with them. It takes its own place and covers nothing. */
export default function SelectionBar({ projects, projectId, project, isBin, mayShare }: SelectionBarProps) {
  const words = useWords(BAR_WORDS)
  const language = useLanguage()
  const actions = useClipActions()
  const { all, count } = useSelection()
  const [isTagging, setTagging] = useState(false)
  const [isSharing, setSharing] = useState(false)
  // What is said of the cards shows in the buttons.
  useGallery()
  const ids = all()
  const common = commonJudgement(ids.map(knownCard))
  const judging = { ids, common, actions }
  const { isFavourite } = common
  const onTags = () => setTagging(true)
  const onShare = mayShare ? () => setSharing(true) : undefined
  const tasks = useSelectionTasks({ ids, isBin, project, isFavourite, actions, onTags, onShare })
  return (
    <section
      aria-label={words.bar}
      data-selection-bar
      className="flex min-h-13 items-center gap-0.5 border-t bg-raised px-3 pb-[env(safe-area-inset-bottom)] max-sm:px-1 touch:min-h-15"
    >
      <IconButton
        label={words.clear}
        {...shortcut('clear_selection')}
        onClick={gallerySelection.clear}
        className={BAR_BUTTON}
      >
        <X size={16} />
      </IconButton>
      <output className="mr-2 pl-1 font-medium whitespace-nowrap tabular-nums max-sm:mr-0">
        {words.selected(number(count, language))}
      </output>
      <span className="flex-1 md:hidden" />
      {!isBin && (
        <>
          <StarButtons {...judging} />
          <StarMenu {...judging} />
          <Line />
          <JudgeButtons {...judging} />
          <Line />
          <MoveMenu ids={ids} projects={projects} projectId={projectId} actions={actions} />
        </>
      )}
      <Tasks tasks={tasks} isAlone={isBin} />
      {isSharing && (
        <Suspense>
          <ShareDialog targets={[{ kind: 'selection', ids }]} onClose={() => setSharing(false)} />
        </Suspense>
      )}
      {isTagging && (
        <Suspense>
          <TagDialog ids={ids} actions={actions} onClose={() => setTagging(false)} />
        </Suspense>
      )}
    </section>
  )
}

function Tasks({ tasks, isAlone }: { tasks: readonly SelectionTask[]; isAlone: boolean }) {
  const words = useWords(BAR_WORDS)
  return (
    <>
      {tasks.map(({ id, label, icon, command, isDangerous = false, isForNarrow = false, run }) => (
        <IconButton
          key={id}
          label={label}
          {...(command && shortcut(command))}
          onClick={run}
          className={clsx(
            BAR_BUTTON,
            isDangerous && 'md:ml-auto md:hover:text-bad',
            !isAlone && 'max-md:hidden',
            isForNarrow && 'md:hidden',
          )}
        >
          {icon}
        </IconButton>
      ))}
      {!isAlone && (
        <Menu
          label={words.more}
          align="end"
          triggerClassName="flex size-11 shrink-0 items-center justify-center rounded-md text-ink-2 hover:bg-hover hover:text-ink md:hidden"
          trigger={<Ellipsis size={18} />}
          items={tasks.map(({ id, label, icon, isDangerous = false, run }) => ({
            id,
            label,
            icon,
            danger: isDangerous,
            onSelect: run,
          }))}
        />
      )}
    </>
  )
}

function Line() {
  return <span aria-hidden className="mx-1.5 h-5 w-px shrink-0 bg-line-strong max-md:hidden" />
}
