import 'server-only'
import { chooseLanguage, LANGUAGE_COOKIE, type Language } from '#lib/language/language.ts'

/** For answers that no page renders: the language chosen by hand, or else the browser's. Programs that ask for none get English. */
export function requestLanguage(headers: {
  cookie?: string | undefined
  'accept-language'?: string | undefined
}): Language {
  const chosen = new RegExp(`(?:^|;\\s*)${LANGUAGE_COOKIE}=([^;]*)`).exec(headers.cookie ?? '')?.[1]
  return chooseLanguage(chosen, headers['accept-language'] ?? null)
}

export function languageOfRequest({ headers }: Pick<Request, 'headers'>): Language {
  return requestLanguage({
    cookie: headers.get('cookie') ?? undefined,
    'accept-language': headers.get('accept-language') ?? undefined,
  })
}
