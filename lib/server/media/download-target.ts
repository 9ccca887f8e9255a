import 'server-only'
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { Sentence } from '#lib/language/language.ts'
import { DownloadError } from './download-error.ts'
import { isPublicAddress } from './public-address.ts'

export interface ResolvedAddress {
  address: string
  family: number
}

export type Resolve = (host: string) => Promise<ResolvedAddress[]>

/** An address that may be asked. `addresses` are the only ones to connect to; undefined: the system may choose. */
export interface Target {
  url: URL
  addresses: ResolvedAddress[] | undefined
}

/** Throws DownloadError refused_address. `base` is the address that redirected here. */
export function parseDownloadAddress(text: string, base?: URL): URL {
  if (!URL.canParse(text, base)) throw refused({ en: 'This is not an address.', zh: '这不是地址。' })
  const url = new URL(text, base)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw refused({
      en: 'Only addresses that begin with https:// can be fetched.',
      zh: '只能获取以 https:// 开头的地址。',
    })
  }
  if (url.username !== '' || url.password !== '')
    throw refused({ en: 'The address must not hold a name or a password.', zh: '地址不能包含用户名或密码。' })
  return url
}

/**
 * Checks the host of an address against the rules. One private address among public ones refuses all: that is how a name
 * is made to point inside. Throws DownloadError: refused_address, temporary when the name can't be resolved.
 */
export async function resolveTarget(
  url: URL,
  rules: { trustedOrigins: ReadonlySet<string>; resolve?: Resolve | undefined },
): Promise<Target> {
  if (rules.trustedOrigins.has(url.origin)) return { url, addresses: undefined }
  if (url.protocol !== 'https:')
    throw refused({
      en: 'Only addresses that begin with https:// can be fetched.',
      zh: '只能获取以 https:// 开头的地址。',
    })
  const addresses = await addressesOf(url, rules.resolve ?? resolveBySystem)
  if (addresses.length === 0 || !addresses.every(({ address }) => isPublicAddress(address))) {
    throw refused({
      en: 'The address leads into a private network, where the studio does not fetch from.',
      zh: '地址指向内部网络，工作室不会从那里获取。',
    })
  }
  return { url, addresses }
}

/**
 * Whether an address names this machine or a private network without anybody having to look it up: by a closed IP
 * address, or by a name that only means something inside (RFC 6761, 6762, 8375; `.internal` is what clouds use).
 */
export function namesPrivateHost(url: URL): boolean {
  const host = hostOf(url)
  if (isIP(host) !== 0) return !isPublicAddress(host)
  return /^(.+\.)?(localhost|local|internal|home\.arpa)\.?$/.test(host)
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}

/** The URL parser has turned every odd spelling of an IPv4 address (decimal, hexadecimal, short) into the dotted one. */
async function addressesOf(url: URL, resolve: Resolve): Promise<ResolvedAddress[]> {
  const host = hostOf(url)
  const family = isIP(host)
  if (family !== 0) return [{ address: host, family }]
  try {
    return await resolve(host)
  } catch (cause) {
    throw new DownloadError(
      'temporary',
      { en: "The address's host name cannot be found.", zh: '找不到该地址的主机名。' },
      { cause },
    )
  }
}

function resolveBySystem(host: string): Promise<ResolvedAddress[]> {
  return lookup(host, { all: true, verbatim: true })
}

function refused(message: Sentence): DownloadError {
  return new DownloadError('refused_address', message)
}
