import 'server-only'
import type { ShareRow } from '#lib/server/database/tables.ts'
import type { ShareSecrets } from './share-secrets.ts'

/**
 * The two cookies of a link: that its password was given, and who signs. Both are signed for this link alone, and sent to its addresses alone: a
 * browser that has opened a hundred links sends two.
 */
const UNLOCKED = 'seedreel.share'
const GUEST = 'seedreel.guest'
const UNLOCKED_S = 7 * 86_400
const GUEST_S = 365 * 86_400

interface CookieMaker {
  shareSecrets: ShareSecrets
  /** Where browsers come over https. */
  isSecure: boolean
}

export interface Guest {
  id: string
  name: string
}

/** `now` is epoch ms. */
export function unlockCookies(
  { shareSecrets, isSecure }: CookieMaker,
  share: ShareRow,
  { token, now }: { token: string; now: number },
): string[] {
  const until = String(now + UNLOCKED_S * 1000)
  const signature = shareSecrets.sign('unlocked', share.id, String(share.password_version), until)
  return cookieLines(UNLOCKED, `${until}.${signature}`, { token, isSecure, maxAge: UNLOCKED_S })
}

export function isUnlocked(secrets: ShareSecrets, share: ShareRow, headers: Headers, now: number): boolean {
  if (share.password_hash === null) return true
  return readCookies(headers, UNLOCKED).some((value) => {
    const [until = '', signature = ''] = value.split('.')
    return (
      secrets.isSigned(signature, 'unlocked', share.id, String(share.password_version), until) &&
      Number(until) > now
    )
  })
}

export function guestCookies(
  { shareSecrets, isSecure }: CookieMaker,
  share: ShareRow,
  { token, guest }: { token: string; guest: Guest },
): string[] {
  const name = Buffer.from(guest.name).toString('base64url')
  const signature = shareSecrets.sign('guest', share.id, guest.id, guest.name)
  return cookieLines(GUEST, `${guest.id}.${name}.${signature}`, { token, isSecure, maxAge: GUEST_S })
}

/** Undefined for nobody and for a forged one alike. */
export function guestOf(secrets: ShareSecrets, share: ShareRow, headers: Headers): Guest | undefined {
  for (const value of readCookies(headers, GUEST)) {
    const [id = '', encoded = '', signature = ''] = value.split('.')
    const name = Buffer.from(encoded, 'base64url').toString('utf8')
    if (secrets.isSigned(signature, 'guest', share.id, id, name)) return { id, name }
  }
  return undefined
}

function cookieLines(
  name: string,
  value: string,
  { token, isSecure, maxAge }: { token: string; isSecure: boolean; maxAge: number },
): string[] {
  return [`/s/${token}`, `/api/s/${token}`].map(
    (path) =>
      `${name}=${value}; Path=${path}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`,
  )
}

/** Every value under this name: a browser may send several, and one that is no good must not hide the right one. */
function readCookies(headers: Headers, name: string): string[] {
  const lines = (headers.get('cookie') ?? '').split(';')
  return lines.flatMap((line) => {
    const [key = '', value = ''] = line.trim().split('=', 2)
    return key === name ? [value] : []
  })
}
