import { clsx } from 'clsx'
import { FolderInput } from 'lucide-react'
import { useWords } from '#components/ui/language.tsx'
import { Menu } from '#components/ui/menu.tsx'
import { notify } from '#components/ui/notify.ts'
import type { Project } from '#lib/api/projects.ts'
import { BAR_BUTTON } from './judge-buttons.tsx'
import { BAR_WORDS } from './selection-bar.words.ts'
import type { ClipActions } from './use-clip-actions.ts'

/** To which project: all takes of a shot go there together. */
export function MoveMenu({
  ids,
  projects,
  projectId,
  actions,
}: {
  ids: readonly string[]
  projects: readonly Project[]
  /** Where they are. */
  projectId: string
  actions: ClipActions
}) {
  const words = useWords(BAR_WORDS)
  const others = projects.filter(({ id }) => id !== projectId)
  return (
    <Menu
      label={words.move}
      attributes={{ 'data-tip': words.move }}
      triggerClassName={clsx(
        'flex size-8 shrink-0 items-center justify-center rounded-md text-ink-2 transition-colors hover:bg-hover hover:text-ink',
        BAR_BUTTON,
      )}
      trigger={<FolderInput size={16} />}
      items={
        others.length === 0
          ? [
              {
                id: 'none',
                label: words.noProject,
                onSelect: () => notify({ kind: 'problem', message: words.noProject }),
              },
            ]
          : others.map((project) => ({
              id: project.id,
              label: project.name,
              hint: words.moveHint,
              onSelect: () => void actions.move(ids, project),
            }))
      }
    />
  )
}
