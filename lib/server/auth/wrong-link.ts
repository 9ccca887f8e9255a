import 'server-only'
import { AppError } from '#lib/api/app-error.ts'
import { LOCALES } from '#lib/language/language.ts'
import { languageOfRequest } from '#lib/server/http/request-language.ts'

const SIGN_IN = { en: 'Sign in', zh: '登录' }

/**
 * A person is taken to the sign-in page, which says what happened; the status stays 401 or 429 and the wrong token
 * leaves the address bar. A program gets the error as JSON, from the door.
 */
export function answerWrongLink(error: unknown, request: Request): Response {
  if (!(error instanceof AppError) || !request.headers.get('accept')?.includes('text/html')) throw error
  const language = languageOfRequest(request)
  const page = `<!doctype html><html lang="${LOCALES[language]}"><meta charset="utf-8"><title>Seedreel</title>
<meta http-equiv="refresh" content="0;url=/sign-in?problem=${error.code}">
<p>${error.said[language]} <a href="/sign-in">${SIGN_IN[language]}</a>`
  return new Response(page, {
    status: error.status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    },
  })
}
