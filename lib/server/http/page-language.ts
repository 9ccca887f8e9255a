import 'server-only'
import { cookies, headers } from 'next/headers'
import { chooseLanguage, LANGUAGE_COOKIE, type Language } from '#lib/language/language.ts'

/** For pages and layouts: the language chosen by hand, or else the browser's. */
export async function pageLanguage(): Promise<Language> {
  const [jar, wishes] = await Promise.all([cookies(), headers()])
  return chooseLanguage(jar.get(LANGUAGE_COOKIE)?.value, wishes.get('accept-language'))
}
