import type { Metadata } from 'next'
import { SETTINGS_SECTIONS } from '#components/settings/sections.ts'
import { SettingsFrame } from '#components/settings/settings-frame.tsx'
import { UsagePanel } from '#components/settings/usage/usage-panel.tsx'
import { readTheme, THEME_COOKIE } from '#components/ui/theme.ts'
import { settingsPage } from '#lib/server/accounts/settings-page.ts'
import { requirePrincipal } from '#lib/server/auth/require-principal.ts'
import { pageLanguage } from '#lib/server/http/page-language.ts'
import { services } from '#lib/server/services.ts'

export async function generateMetadata(): Promise<Metadata> {
  const language = await pageLanguage()
  return { title: SETTINGS_SECTIONS.find(({ name }) => name === 'usage')?.title[language] ?? '' }
}

export default async function Page() {
  const { member, info, jar } = await settingsPage(await services(), await requirePrincipal(), 'budget.read')
  return (
    <SettingsFrame here="usage" info={info} member={member} theme={readTheme(jar.get(THEME_COOKIE)?.value)}>
      <UsagePanel member={member} isFree={info.provider.free} />
    </SettingsFrame>
  )
}
