import 'server-only'
import type { Env } from './env.ts'
import { mailSecrets } from './mail/mailer.ts'

/** What follows from the settings. */

/** What of them must be in no line of the log. */
export function settingSecrets(settings: Env): (string | undefined)[] {
  return [
    ...providerSecrets(settings),
    ...mailSecrets(settings.mail),
    settings.oidc?.clientSecret,
    settings.sandbox.key,
  ]
}

/** Where the provider is stays here, like its key. Network errors name hosts and addresses. */
function providerSecrets({ provider }: Env): string[] {
  if (provider.kind === 'sandbox') return []
  const { host, hostname } = new URL(provider.baseUrl)
  return [provider.apiKey, provider.baseUrl, host, hostname]
}

/** A wildcard is an address to listen on, not one to open. */
export function originOf({ publicUrl, host, port }: Pick<Env, 'publicUrl' | 'host' | 'port'>): string {
  const name =
    host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host
  return publicUrl ?? `http://${name}:${port}`
}

export function databasePlace({ databaseUrl }: Env): { url: string } | { path: string } {
  return /^postgres(ql)?:/.test(databaseUrl) ? { url: databaseUrl } : { path: databaseUrl }
}
