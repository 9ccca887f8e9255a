import 'server-only'
import type { Clock } from '#lib/server/clock.ts'
import type { Env } from '#lib/server/env.ts'
import { createOidcFlows, type OidcFlows } from './oidc-flow.ts'
import { createOidcProvider, type OidcProvider } from './oidc-provider.ts'

export interface Oidc {
  provider: OidcProvider
  flows: OidcFlows
}

/** Nothing where the settings name no provider. `origin` is where people open the studio. */
export function openOidc(
  { oidc }: Pick<Env, 'oidc'>,
  { origin, clock, sessionSecret }: { origin: string; clock: Clock; sessionSecret: string },
): { oidc?: Oidc } {
  if (oidc === undefined) return {}
  const redirect = `${origin}/api/session/oidc/callback`
  const isSecure = origin.startsWith('https:')
  return {
    oidc: {
      provider: createOidcProvider(oidc, { redirect, clock }),
      flows: createOidcFlows(sessionSecret, { isSecure }),
    },
  }
}
