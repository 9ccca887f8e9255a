import { Command, Settings } from 'lucide-react'
import Link from 'next/link'
import { lazy, memo, Suspense, type ReactNode } from 'react'
import { NoticeBell } from '#components/notices/notice-bell.tsx'
import { ProjectSwitcher } from '#components/projects/project-switcher.tsx'
import { IconButton } from '#components/ui/button.tsx'
import { LanguageSwitch } from '#components/ui/language-switch.tsx'
import { useWords } from '#components/ui/language.tsx'
import { ThemeSwitch } from '#components/ui/theme-switch.tsx'
import type { Theme } from '#components/ui/theme.ts'
import type { Project } from '#lib/api/projects.ts'
import type { StudioInfo } from '#lib/api/studio.ts'
import { defineWords } from '#lib/language/language.ts'
import { openPanel } from './commands/panels.ts'
import { shortcut } from './commands/shortcuts.ts'
import { SandboxBadge } from './sandbox-badge.tsx'
import { TellWhenDone } from './tell-when-done.tsx'

const WORDS = defineWords({
  en: {
    commands: 'All commands',
    pages: 'Pages',
    studio: 'Studio',
    gallery: 'Gallery',
    settings: 'Settings',
  },
  zh: { commands: '全部命令', pages: '页面', studio: '工作室', gallery: '作品库', settings: '设置' },
})

const PAGES = [
  { name: 'studio', path: '/' },
  { name: 'gallery', path: '/gallery' },
] as const

const ProviderCheck = lazy(() => import('./provider-check.tsx'))

/** Of every page. Draws once, not with every key that is pressed. */
export default memo(function AppHeader({
  provider,
  theme,
  here,
  project,
  projects,
  children,
}: {
  provider: StudioInfo['provider']
  theme: Theme
  /** Absent on pages that belong to none of those in the navigation. */
  here?: (typeof PAGES)[number]['name']
  /** As the address says it, undefined for the team's first: the links go on in the same one. */
  project?: string | undefined
  /** All of the team's. */
  projects: readonly Project[]
  /** Beside the navigation. */
  children?: ReactNode
}) {
  const words = useWords(WORDS)
  const search = project === undefined ? '' : `?${new URLSearchParams({ project })}`
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b bg-surface pr-2 pl-4 max-sm:gap-0 max-sm:pr-1 max-sm:pl-3">
      <p className="flex items-center gap-2 text-base font-semibold tracking-tight">
        <Mark />
        {/* Beside four buttons for fingers there is no room for the name on the narrowest phones. */}
        <span className="max-[420px]:sr-only">Seedreel</span>
      </p>
      <ProjectSwitcher known={projects} id={project} />
      <nav aria-label={words.pages} className="ml-2 flex h-full max-sm:ml-1">
        {PAGES.map(({ name, path }) => (
          <Link
            key={name}
            href={`${path}${search}`}
            aria-current={name === here ? 'page' : undefined}
            {...shortcut(`go_${name}`)}
            className="relative flex items-center px-2.5 whitespace-nowrap text-ink-2 transition-colors hover:text-ink aria-[current=page]:font-medium aria-[current=page]:text-ink aria-[current=page]:after:absolute aria-[current=page]:after:inset-x-2.5 aria-[current=page]:after:bottom-0 aria-[current=page]:after:h-0.5 aria-[current=page]:after:bg-ink max-sm:px-2"
          >
            {words[name]}
          </Link>
        ))}
      </nav>
      {children}
      <span className="flex-1" />
      {provider.free ? (
        <SandboxBadge />
      ) : (
        <Suspense>
          <ProviderCheck provider={provider} />
        </Suspense>
      )}
      <IconButton
        label={words.commands}
        {...shortcut('menu')}
        aria-haspopup="dialog"
        onClick={() => openPanel('menu')}
        className="touch:size-11"
      >
        <Command size={16} />
      </IconButton>
      {/* On phones it is among all commands. */}
      <Link
        href="/settings"
        aria-label={words.settings}
        data-tip={words.settings}
        className="inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink-2 transition-colors hover:bg-hover hover:text-ink max-sm:hidden touch:size-11"
      >
        <Settings size={16} />
      </Link>
      <NoticeBell />
      {here === 'studio' && <TellWhenDone />}
      {/* On the narrowest phones they are among all commands. */}
      <div className="flex max-[420px]:hidden">
        <LanguageSwitch />
        <ThemeSwitch initial={theme} attributes={shortcut('theme')} />
      </div>
    </header>
  )
})

/** A seed that is a frame of film. */
function Mark() {
  return (
    <svg aria-hidden viewBox="0 0 20 20" className="size-5" fill="none">
      <path
        d="M4 2h7.5A6.5 6.5 0 0 1 18 8.500V16a2 2 0 0 1-2 2H8.500A6.5 6.5 0 0 1 2 11.500V4a2 2 0 0 1 2-2Z"
        className="fill-ink"
      />
      <path d="M8 6.800v6.400L13.200 10 8 6.800Z" className="fill-surface" />
    </svg>
  )
}
