import 'server-only'
import type { GuestPrincipal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { Clock } from '#lib/server/clock.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { ShareRow } from '#lib/server/database/tables.ts'
import { hashOfSecret } from '#lib/server/tokens/token-secret.ts'
import { addressOf } from './guest-address.ts'
import { guestOf, isUnlocked } from './guest-cookies.ts'
import type { ShareAttempts } from './share-attempts.ts'
import type { ShareSecrets } from './share-secrets.ts'
import { findOpenShare } from './share-store.ts'

export interface LinkServices {
  database: Pick<Database, 'db'>
  clock: Clock
  shareSecrets: ShareSecrets
  shareAttempts: ShareAttempts
}

export interface OpenLink {
  share: ShareRow
  guest: GuestPrincipal
  /** The password was given, or there is none. */
  isUnlocked: boolean
}

const SECRET = /^[\w-]{43}$/
/** Links that don't open anything, of one address within ten minutes. */
const MOST_WRONG_LINKS = 100

/**
 * What the secret in an address opens now. Looked up anew for every page, answer and range: nothing about rights is remembered. Throws AppError
 * `not_found`, the same for an unknown, a revoked and an expired link; 429 where an address has tried too many.
 */
export async function openLink(
  { database, clock, shareSecrets, shareAttempts }: LinkServices,
  token: string,
  headers: Headers,
): Promise<OpenLink> {
  const limit = { key: `link ${addressOf(headers)}`, most: MOST_WRONG_LINKS }
  if (shareAttempts.isExhausted(limit)) throw tooManyLinks()
  const now = clock()
  const share = SECRET.test(token) ? await findOpenShare(database.db, hashOfSecret(token), now) : undefined
  if (!share) {
    shareAttempts.take([limit])
    throw linkIsOver()
  }
  return {
    share,
    guest: guestPrincipal(share, guestOf(shareSecrets, share, headers)),
    isUnlocked: isUnlocked(shareSecrets, share, headers, now),
  }
}

function guestPrincipal(share: ShareRow, guest: GuestPrincipal['guest']): GuestPrincipal {
  return {
    kind: 'guest',
    shareId: share.id,
    teamId: share.team_id,
    projects: [share.project_id],
    allows: {
      // A file would come without the words over it.
      download: share.allow_download === 1 && share.watermark === null,
      comments: share.allow_comments === 1,
      allComments: share.allow_comments === 1 && share.show_all_comments === 1,
      verdict: share.allow_verdict === 1,
      prompt: share.show_prompt === 1,
    },
    ...(guest && { guest }),
  }
}

export function linkIsOver(): AppError {
  return new AppError('not_found', {
    en: 'This link is over, or was never one. Ask whoever sent it for a new one.',
    zh: '这个链接已失效，或从未存在。请向发送者索取新的链接。',
  })
}

function tooManyLinks(): AppError {
  return new AppError('rate_limited', {
    en: 'Too many links that open nothing were tried from here. Wait ten minutes, then open yours again.',
    zh: '从这里尝试了太多无效链接。请等十分钟，再打开你的链接。',
  })
}
