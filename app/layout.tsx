import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { LanguageProvider } from '#components/ui/language.tsx'
import { readTheme, THEME_COOKIE } from '#components/ui/theme.ts'
import { defineWords, LOCALES } from '#lib/language/language.ts'
import { pageLanguage } from '#lib/server/http/page-language.ts'
import './globals.css'

const inter = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  variable: '--font-inter',
  weight: '100 900',
  display: 'swap',
})

const WORDS = defineWords({
  en: { description: 'A self-hosted studio for the Seedance video API' },
  zh: { description: '自托管的 Seedance 视频 API 工作室' },
})

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: { default: 'Seedreel', template: '%s · Seedreel' },
    description: WORDS[await pageLanguage()].description,
    robots: { index: false, follow: false },
  }
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  colorScheme: 'light dark',
}

/** Theme and language come from cookies, so the very first paint already has them. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, language] = await Promise.all([cookies(), pageLanguage()])
  const theme = readTheme(jar.get(THEME_COOKIE)?.value)
  return (
    <html
      lang={LOCALES[language]}
      className={inter.variable}
      {...(theme === 'system' ? {} : { 'data-theme': theme })}
    >
      <body className="font-sans antialiased">
        <LanguageProvider initial={language}>{children}</LanguageProvider>
      </body>
    </html>
  )
}
