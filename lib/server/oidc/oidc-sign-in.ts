import 'server-only'
import { emailSchema, type OidcProblem } from '#lib/api/accounts.ts'
import * as z from 'zod/mini'
import type { AccountServices } from '#lib/server/accounts/account-services.ts'
import { findInviteByEmail, findInviteByHash } from '#lib/server/accounts/invite-store.ts'
import { enterByInvite, roleOf } from '#lib/server/accounts/invites.ts'
import {
  createPerson,
  endSessions,
  removePassword,
  findPersonByEmail,
  findPersonBySubject,
  linkSubject,
  type Person,
  updatePerson,
} from '#lib/server/accounts/user-store.ts'
import { raiseAccessEpoch } from '#lib/server/auth/access-epoch.ts'
import { recordAudit } from '#lib/server/audit/record-audit.ts'
import type { Log } from '#lib/server/clock.ts'
import type { InviteRow } from '#lib/server/database/tables.ts'
import { FIRST_TEAM_ID } from '#lib/server/teams/team-store.ts'
import { hashOfSecret } from '#lib/server/tokens/token-secret.ts'
import { type OidcFlow, type OidcFlows } from './oidc-flow.ts'
import { OidcError, type OidcIdentity, type OidcProvider } from './oidc-provider.ts'

export interface OidcServices extends AccountServices {
  log: Log
  /** Absent where the studio has no such provider. */
  oidc?: { provider: OidcProvider; flows: OidcFlows }
}

/** Where the browser goes next, from the root or absolute, and what it takes along. */
export interface OidcStep {
  location: string
  cookies: string[]
}

/** To the provider; to the sign-in page with a problem where it can't be reached or there is none. */
export async function beginOidc({ oidc, clock, log }: OidcServices, invite: string): Promise<OidcStep> {
  if (!oidc) return problemStep('oidc_failed', [])
  const { flow, cookie } = oidc.flows.begin(invite, clock())
  try {
    return { location: await oidc.provider.authorizationAddress(flow), cookies: [cookie] }
  } catch (error) {
    if (!(error instanceof OidcError)) throw error
    log('warn', 'the sign-in provider can’t be used', { cause: error.message })
    return problemStep('oidc_failed', [])
  }
}

/**
 * The provider's answer. Whoever it proves comes in who is in the team already, by this identity or by their verified e-mail, or who is
 * invited; nobody else. Any cookie of before is not gone on with: a new session begins.
 */
export async function finishOidc(
  services: OidcServices,
  request: { url: string; headers: Headers },
): Promise<OidcStep> {
  const { oidc, clock, log } = services
  if (!oidc) return problemStep('oidc_failed', [])
  const forget = [oidc.flows.forget]
  const answer = new URL(request.url).searchParams
  const flow = oidc.flows.find(request.headers, answer.get('state') ?? '', clock())
  if (!flow || !oidc.provider.isIssuer(answer.get('iss') ?? undefined))
    return problemStep('oidc_over', forget)
  const code = answer.get('code')
  if (code === null)
    return problemStep(answer.get('error') === 'access_denied' ? 'oidc_cancelled' : 'oidc_failed', forget)
  try {
    const identity = await oidc.provider.redeem({ code, nonce: flow.nonce, verifier: flow.verifier })
    const found = await admit(services, identity, flow)
    if (typeof found === 'string') {
      await recordRefusal(services, identity, found)
      return problemStep(found, forget)
    }
    return { location: '/', cookies: [...forget, ...(await startSessionOf(services, found))] }
  } catch (error) {
    if (!(error instanceof OidcError)) throw error
    log('warn', 'a sign-in was not proven', { cause: error.message })
    return problemStep('oidc_failed', forget)
  }
}

function problemStep(problem: OidcProblem, cookies: string[]): OidcStep {
  return { location: `/sign-in?problem=${problem}`, cookies }
}

type Entrant = Pick<Person, 'id' | 'name' | 'teamId'>

async function admit(
  services: OidcServices,
  identity: OidcIdentity,
  flow: Pick<OidcFlow, 'invite'>,
): Promise<Entrant | OidcProblem> {
  const { auth } = services
  const linked = await findPersonBySubject(auth, identity.subject)
  if (linked?.role !== undefined) return linked
  const read = z.safeParse(emailSchema, identity.email)
  if (!read.success || !identity.isVerified) return 'oidc_unverified'
  const email = read.data
  const known = linked ?? (await findPersonByEmail(auth, email))
  if (known?.role !== undefined) {
    await takeOver(services, known.id, identity)
    return known
  }
  const invite = await inviteFor(services, email, flow.invite)
  if (typeof invite === 'string') return invite
  if (known && known.teamId !== invite.team_id) return 'oidc_not_invited'
  const name = nameOf(identity, email)
  const id = await enterByInvite(services, invite, { name, email }, async () => {
    const role = roleOf(invite)
    if (known) await updatePerson(auth, known.id, { role })
    const userId = known?.id ?? (await createPerson(auth, { name, email, teamId: invite.team_id, role }))
    if (!linked) await linkSubject(auth, userId, identity.subject)
    return userId
  })
  return id === undefined ? 'oidc_not_invited' : { id, name, teamId: invite.team_id }
}

/**
 * The mailbox is proven now, and was not before: nobody has looked whether whoever set it could read it. What opened the account until then
 * opens it no more, so that nobody waits in an account for the person whose address they gave it.
 */
async function takeOver(
  { auth, database }: OidcServices,
  id: string,
  { subject }: OidcIdentity,
): Promise<void> {
  await linkSubject(auth, id, subject)
  await removePassword(auth, id)
  await endSessions(auth, id)
  await raiseAccessEpoch(database.db)
}

/** The link that it began at, or else one that was made for this address. */
async function inviteFor(
  { database: { db }, clock }: OidcServices,
  email: string,
  secret: string,
): Promise<InviteRow | OidcProblem> {
  const now = clock()
  if (secret === '') return (await findInviteByEmail(db, email, now)) ?? 'oidc_not_invited'
  const invite = await findInviteByHash(db, hashOfSecret(secret), now)
  if (invite === undefined) return 'oidc_not_invited'
  return invite.email === '' || invite.email === email ? invite : 'oidc_other_email'
}

const LONGEST_NAME = 80

function nameOf({ name }: OidcIdentity, email: string): string {
  const said = [...(name ?? '').replaceAll(/\s+/g, ' ').trim()].slice(0, LONGEST_NAME).join('')
  return said === '' ? (email.split('@')[0] ?? email) : said
}

async function startSessionOf({ auth, clock, database }: OidcServices, person: Entrant): Promise<string[]> {
  const answer = await auth.api.startMemberSession({
    body: { userId: person.id },
    headers: new Headers(),
    returnHeaders: true,
  })
  await recordAudit(database.db, {
    teamId: person.teamId,
    actor: { kind: 'member', id: person.id, name: person.name },
    action: 'session.started',
    at: clock(),
    details: { by: 'OpenID Connect' },
  })
  return answer.headers.getSetCookie()
}

async function recordRefusal(
  { clock, database }: OidcServices,
  { email = '' }: OidcIdentity,
  why: OidcProblem,
): Promise<void> {
  await recordAudit(database.db, {
    teamId: FIRST_TEAM_ID,
    actor: { kind: 'nobody', id: '', name: '' },
    action: 'session.refused',
    at: clock(),
    details: { email, why },
  })
}
