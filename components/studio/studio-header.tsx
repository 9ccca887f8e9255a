import { Command } from 'lucide-react'
import { lazy, memo, Suspense } from 'react'
import { IconButton } from '#components/ui/button.tsx'
import { LanguageSwitch } from '#components/ui/language-switch.tsx'
import { useWords } from '#components/ui/language.tsx'
import { ThemeSwitch } from '#components/ui/theme-switch.tsx'
import type { Theme } from '#components/ui/theme.ts'
import type { StudioInfo } from '#lib/api/studio.ts'
import { defineWords } from '#lib/language/language.ts'
import { openPanel } from './commands/panels.ts'
import { shortcut } from './commands/shortcuts.ts'
import { SandboxBadge } from './sandbox-badge.tsx'
import { TellWhenDone } from './tell-when-done.tsx'

const WORDS = defineWords({ en: { commands: 'All commands' }, zh: { commands: '全部命令' } })

const ProviderCheck = lazy(() => import('./provider-check.tsx'))

/** Draws once, not with every key that is pressed. */
export default memo(function StudioHeader({
  provider,
  theme,
}: {
  provider: StudioInfo['provider']
  theme: Theme
}) {
  const words = useWords(WORDS)
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b bg-surface pr-2 pl-4 max-sm:gap-0 max-sm:pr-1">
      <p className="flex items-center gap-2 text-base font-semibold tracking-tight">
        <Mark />
        {/* Beside four buttons for fingers there is no room for the name on the narrowest phones. */}
        <span className="max-[420px]:sr-only">Seedreel</span>
      </p>
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
      <TellWhenDone />
      <LanguageSwitch />
      <ThemeSwitch initial={theme} attributes={shortcut('theme')} />
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
