import 'server-only'
import type { GuestPrincipal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import { recordAudit } from '#lib/server/audit/record-audit.ts'
import type { ShareRow } from '#lib/server/database/tables.ts'
import { withCookies } from '#lib/server/http/with-cookies.ts'
import { addressOf } from './guest-address.ts'
import { guestCookies, unlockCookies } from './guest-cookies.ts'
import { newGuestId } from './guest-id.ts'
import type { LinkServices } from './open-link.ts'
import { isSharePassword } from './share-password.ts'
import type { Database } from '#lib/server/database/database.ts'

type DoorServices = LinkServices & { database: Database; origin: string }

interface Ask {
  share: ShareRow
  token: string
  request: Request
}

/** The password, once: a cookie of this link stands for it until it changes. Throws AppError 401 for a wrong one, 429 after ten. */
export async function unlockShare(
  services: DoorServices,
  { share, token, request }: Ask,
  password: string,
): Promise<Response> {
  const limits = [
    { key: `password of ${share.id}`, most: 30 },
    { key: `password from ${addressOf(request.headers)}`, most: 10 },
    { key: 'password of all', most: 300 },
  ]
  if (!services.shareAttempts.take(limits)) throw tooManyTries()
  const isRight = share.password_hash === null || (await isSharePassword(password, share.password_hash))
  if (!isRight) {
    if (limits.some(services.shareAttempts.isExhausted)) await noteRefusal(services, share)
    throw wrongPassword()
  }
  services.shareAttempts.giveBack(limits)
  const cookies = unlockCookies(maker(services), share, { token, now: services.clock() })
  return withCookies(new Response(null, { status: 204 }), cookies)
}

/** Under which name somebody signs. Whoever has signed before stays the same guest. */
export function signAsGuest(
  services: DoorServices,
  guest: GuestPrincipal,
  { share, token }: Pick<Ask, 'share' | 'token'>,
  name: string,
): Response {
  const id = guest.guest?.id ?? newGuestId(share.id)
  const cookies = guestCookies(maker(services), share, { token, guest: { id, name } })
  return withCookies(Response.json({ name }), cookies)
}

function maker({ shareSecrets, origin }: DoorServices) {
  return { shareSecrets, isSecure: origin.startsWith('https:') }
}

async function noteRefusal({ database, clock }: DoorServices, share: ShareRow): Promise<void> {
  await recordAudit(database.db, {
    teamId: share.team_id,
    actor: { kind: 'nobody', id: '', name: '' },
    action: 'share.refused',
    at: clock(),
    projectId: share.project_id,
    targetId: share.id,
    details: { title: share.title },
  })
}

function wrongPassword(): AppError {
  return new AppError('wrong_password', {
    en: 'That is not the password of this link. Look at it once more, then try again.',
    zh: '密码不正确。请核对后再试。',
  })
}

function tooManyTries(): AppError {
  return new AppError('rate_limited', {
    en: 'Too many wrong passwords. Wait ten minutes, then try again.',
    zh: '错误的密码太多。请等十分钟后再试。',
  })
}
