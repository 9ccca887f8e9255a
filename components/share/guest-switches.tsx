import { LanguageSwitch } from '#components/ui/language-switch.tsx'
import { ThemeSwitch } from '#components/ui/theme-switch.tsx'
import type { Theme } from '#components/ui/theme.ts'

export function GuestSwitches({ theme }: { theme: Theme }) {
  return (
    <div className="flex items-center">
      <LanguageSwitch />
      <ThemeSwitch initial={theme} />
    </div>
  )
}
