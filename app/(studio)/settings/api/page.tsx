import type { Metadata } from 'next'
import { ApiPage } from '#components/settings/api/api-page.tsx'
import { SETTINGS_SECTIONS } from '#components/settings/sections.ts'
import { SettingsFrame } from '#components/settings/settings-frame.tsx'
import { readTheme, THEME_COOKIE } from '#components/ui/theme.ts'
import { openApiDocument } from '#lib/api/openapi/document.ts'
import { settingsPage } from '#lib/server/accounts/settings-page.ts'
import { requirePrincipal } from '#lib/server/auth/require-principal.ts'
import { pageLanguage } from '#lib/server/http/page-language.ts'
import { pageOrigin } from '#lib/server/http/page-origin.ts'
import { services } from '#lib/server/services.ts'

export async function generateMetadata(): Promise<Metadata> {
  const language = await pageLanguage()
  return { title: SETTINGS_SECTIONS.find(({ name }) => name === 'api')?.title[language] ?? '' }
}

export default async function Page() {
  const opened = await services()
  const { member, info, jar } = await settingsPage(opened, await requirePrincipal(), 'token.read')
  const [language, origin] = await Promise.all([pageLanguage(), pageOrigin(opened.env)])
  return (
    <SettingsFrame here="api" info={info} member={member} theme={readTheme(jar.get(THEME_COOKIE)?.value)}>
      <ApiPage document={openApiDocument(origin, language)} origin={origin} language={language} />
    </SettingsFrame>
  )
}
