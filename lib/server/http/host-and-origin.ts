import 'server-only'
import { AppError } from '#lib/api/app-error.ts'

/**
 * Two questions about headers that a browser sets and a foreign page cannot forge: was this server asked for under a
 * name of its own (against DNS rebinding), and does a change come from our own pages (against cross-site requests).
 */

/** The host name of a Host header, lower case, without port and brackets; undefined when it is no host at all. */
export function hostNameOf(hostHeader: string | null): string | undefined {
  if (!hostHeader || !/^[\w.:[\]-]+$/.test(hostHeader)) return undefined
  try {
    return new URL(`http://${hostHeader}`).hostname.replace(/^\[|\]$/g, '').toLowerCase()
  } catch {
    return undefined
  }
}

/** `allowedHosts` are names without port: the port is the choice of whoever forwards it, and no part of the question. */
export function isAllowedHost(hostHeader: string | null, allowedHosts: ReadonlySet<string>): boolean {
  const name = hostNameOf(hostHeader)
  return name !== undefined && allowedHosts.has(name)
}

/** The refusal of a name that is not ours. */
export function foreignHost(): AppError {
  return new AppError('foreign_host', {
    en: 'This studio is not known under that name. Open it under the address it printed at start, or add the name to ALLOWED_HOSTS.',
    zh: '这个工作室没有这个名称。请用它启动时给出的地址打开，或把该名称加入 ALLOWED_HOSTS。',
  })
}

/**
 * Every browser names an Origin on every state-changing request. Programs (curl, the openai client) name none, and have
 * no cookies that a foreign page could misuse; `Sec-Fetch-Site` tells the odd browser request without Origin apart.
 * Compared without the scheme, which a TLS-terminating front changes; `publicUrl` is an origin, and there it is known.
 */
export function isOwnOrigin(headers: Headers, publicUrl: string | undefined): boolean {
  const origin = headers.get('origin')
  if (origin === null) {
    const site = headers.get('sec-fetch-site')
    return site === null || site === 'same-origin' || site === 'none'
  }
  if (!URL.canParse(origin)) return false
  const { host, origin: wholeOrigin } = new URL(origin)
  if (host === '') return false
  // Under the public name the scheme counts too: whoever stands in the network can write an http page of that name.
  if (publicUrl !== undefined && host === new URL(publicUrl).host) return wholeOrigin === publicUrl
  return host === headers.get('host')?.toLowerCase()
}
