import 'server-only'
import type { Currency } from '#lib/seedance/capabilities.ts'

/** Which provider an address belongs to, and the one spelling of it that the adapters build on. */

export const PROVIDER_KINDS = ['sandbox', 'gateway', 'ark', 'openai-videos'] as const
export type ProviderKind = (typeof PROVIDER_KINDS)[number]

/** Hosts of Volcano Ark and BytePlus ModelArk: contract.md §3. */
const ARK_HOSTS = /(^|\.)(volces\.com|bytepluses\.com|byteplusapi\.com)$/

export function inferProvider(address: string): Exclude<ProviderKind, 'sandbox'> {
  const url = new URL(address)
  if (ARK_HOSTS.test(url.hostname)) return 'ark'
  return /\/v1(\/videos)?\/*$/.test(url.pathname) && !url.pathname.includes('/api/')
    ? 'openai-videos'
    : 'gateway'
}

/**
 * People paste the host, the versioned base or the whole address of the create call: all three mean the same.
 * Without a path the format's usual one is added. No trailing slash.
 */
export function normaliseBaseUrl(kind: Exclude<ProviderKind, 'sandbox'>, address: string): string {
  const url = new URL(address)
  const path = url.pathname
    .replace(/\/+$/, '')
    .replace(kind === 'openai-videos' ? /\/videos$/ : /\/contents(\/.*)?$/, '')
  return url.origin + (path || (kind === 'openai-videos' ? '/v1' : '/api/v3'))
}

/** What is charged there: BytePlus bills in dollars, Volcano Ark and the gateways in yuan (contract.md §3.6). */
export function currencyAt(address: string | undefined): Currency {
  return address !== undefined && /(^|\.)(bytepluses|byteplusapi)\.com$/.test(new URL(address).hostname)
    ? 'USD'
    : 'CNY'
}
