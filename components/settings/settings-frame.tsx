'use client'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { LatePageCommands } from '#components/studio/commands/late-commands.tsx'
import { WithQueries } from '#components/studio/with-queries.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { latePart } from '#components/ui/late-part.tsx'
import type { Theme } from '#components/ui/theme.ts'
import { isAllowed } from '#lib/access/permissions.ts'
import type { MemberPrincipal } from '#lib/access/principal.ts'
import { projectInAddress, type StudioInfo } from '#lib/api/studio.ts'
import { defineWords } from '#lib/language/language.ts'
import { SETTINGS_SECTIONS, type SettingsName } from './sections.ts'

const WORDS = defineWords({ en: { settings: 'Settings' }, zh: { settings: '设置' } })

const AppHeader = latePart(() => import('#components/studio/app-header.tsx'))

/** Every page of the settings: the list of them beside it, above it on a phone. */
export function SettingsFrame({
  here,
  info,
  member,
  theme,
  children,
}: {
  here: SettingsName
  info: StudioInfo
  member: MemberPrincipal
  theme: Theme
  children: ReactNode
}) {
  const words = useWords(WORDS)
  const language = useLanguage()
  const sections = SETTINGS_SECTIONS.filter(({ permission }) => isAllowed(member, permission))
  const title = SETTINGS_SECTIONS.find(({ name }) => name === here)?.title[language]
  return (
    <div className="flex min-h-dvh flex-col">
      <AppHeader
        provider={info.provider}
        projects={info.projects}
        theme={theme}
        project={projectInAddress(info)}
      />
      <div className="mx-auto flex w-full max-w-[1080px] min-w-0 flex-1 gap-8 p-6 max-md:flex-col max-md:gap-4 max-sm:p-3">
        <nav
          aria-label={words.settings}
          className="flex w-44 shrink-0 flex-col gap-0.5 max-md:w-full max-md:flex-row max-md:overflow-x-auto"
        >
          {sections.map((section) => (
            <Link
              key={section.name}
              ref={section.name === here ? centre : undefined}
              href={`/settings/${section.name}`}
              aria-current={section.name === here ? 'page' : undefined}
              className="flex h-9 items-center rounded-md px-3 whitespace-nowrap text-ink-2 transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-ink touch:h-11"
            >
              {section.title[language]}
            </Link>
          ))}
        </nav>
        <main className="min-w-0 flex-1 space-y-6">
          <h1 className="text-lg font-semibold">{title}</h1>
          <WithQueries>{children}</WithQueries>
        </main>
      </div>
      <LatePageCommands />
    </div>
  )
}

/** On a phone the list is wider than the screen. The page itself stays where it is. */
function centre(link: HTMLElement | null): void {
  const list = link?.parentElement
  if (!link || !list) return
  list.scrollLeft = link.offsetLeft - list.offsetLeft - (list.clientWidth - link.clientWidth) / 2
}
