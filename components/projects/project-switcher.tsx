'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ChevronDown, FolderOpen, Pencil, Plus } from 'lucide-react'
import { usePathname, useRouter } from 'next/navigation'
import { lazy, Suspense, useOptimistic, useState, useTransition } from 'react'
import { WithQueries } from '#components/studio/with-queries.tsx'
import { announce } from '#components/ui/announcer.tsx'
import { useWords } from '#components/ui/language.tsx'
import { Menu } from '#components/ui/menu.tsx'
import { pageOfProject } from '#lib/api/project-page.ts'
import type { Project } from '#lib/api/projects.ts'
import { defineWords } from '#lib/language/language.ts'
import { projectsQuery } from '#lib/queries/projects.ts'

const loadDialog = () => import('./project-dialog.tsx')
const ProjectDialog = lazy(loadDialog)

const WORDS = defineWords({
  en: {
    label: (name: string) => `Project: ${name}`,
    opened: (name: string) => `Project ${name}`,
    create: 'New project…',
    rename: 'Rename this project…',
    private: 'Private',
  },
  zh: {
    label: (name) => `项目：${name}`,
    opened: (name) => `项目 ${name}`,
    create: '新建项目…',
    rename: '重命名此项目…',
    private: '私有',
  },
})

interface SwitcherProps {
  /** As the page came with them; looked at again when the menu opens. */
  known: readonly Project[]
  /** Undefined: the team's first. */
  id: string | undefined
}

/** Which project the page shows, and the way to another. */
export function ProjectSwitcher(props: SwitcherProps) {
  return (
    <WithQueries>
      <Switcher {...props} />
    </WithQueries>
  )
}

function Switcher({ known, id }: SwitcherProps) {
  const words = useWords(WORDS)
  const client = useQueryClient()
  const [wasOpened, setOpened] = useState(false)
  const { data } = useQuery({ ...projectsQuery, initialData: { projects: [...known] }, enabled: wasOpened })
  const { projects } = data
  const isCurrent = (project: Project) => (id === undefined ? project.isFirst : project.id === id)
  // The list may be from before somebody else made this one.
  const current = projects.find(isCurrent) ?? known.find(isCurrent)
  const { shown, go, isGoing } = useWayToProject(current)
  const [editing, setEditing] = useState<{ project?: Project }>()
  if (!shown) return null
  return (
    <>
      <Menu
        label={words.label(shown.name)}
        attributes={{ 'data-tip': words.label(shown.name) }}
        onOpen={() => {
          if (wasOpened) void client.invalidateQueries(projectsQuery)
          else setOpened(true)
          void loadDialog()
        }}
        trigger={
          <>
            <FolderOpen aria-hidden size={16} className="shrink-0 sm:hidden" />
            <span className="truncate max-sm:sr-only">{shown.name}</span>
            <ChevronDown aria-hidden size={14} className="shrink-0 text-ink-3 max-sm:hidden" />
          </>
        }
        triggerClassName={`ml-1 flex h-8 max-w-44 min-w-0 items-center gap-1 rounded-md px-2 font-medium transition-[background-color,opacity] hover:bg-hover touch:h-11 touch:max-sm:w-11 max-sm:shrink-0 touch:max-sm:justify-center ${isGoing ? 'opacity-60' : ''}`}
        items={[
          ...projects.map((project) => ({
            id: project.id,
            label: project.name,
            ...(project.isPrivate && { hint: words.private }),
            checked: project.id === shown.id,
            onSelect: () => go(project),
          })),
          {
            id: 'create',
            label: words.create,
            icon: <Plus size={14} />,
            isApart: true,
            onSelect: () => setEditing({}),
          },
          {
            id: 'rename',
            label: words.rename,
            icon: <Pencil size={14} />,
            onSelect: () => setEditing({ project: shown }),
          },
        ]}
      />
      {editing && (
        <Suspense>
          <ProjectDialog
            project={editing.project}
            onDone={(project) => editing.project === undefined && go(project)}
            onClose={() => setEditing(undefined)}
          />
        </Suspense>
      )}
    </>
  )
}

/** Says at once where it goes; the page follows. */
function useWayToProject(current: Project | undefined) {
  const words = useWords(WORDS)
  const router = useRouter()
  const pathname = usePathname()
  const [isGoing, startGoing] = useTransition()
  const [shown, setShown] = useOptimistic(current)
  const go = (project: Project) => {
    if (project.id === current?.id) return
    startGoing(() => {
      setShown(project)
      // A clip is in one project: from its page the way leads to the other's gallery.
      router.push(pageOfProject(pathname === '/' ? '/' : '/gallery', project))
    })
    announce(words.opened(project.name))
  }
  return { shown, go, isGoing }
}
