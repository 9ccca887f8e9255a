import 'server-only'
import { randomBytes } from 'node:crypto'

/** Guests have no row of their own: their id says which link they came by, so that what they say can be told from what others say. */
export function newGuestId(shareId: string): string {
  return `${beginOf(shareId)}${randomBytes(12).toString('hex')}`
}

export function isGuestOf(shareId: string, author: { author_kind: string; author_id: string }): boolean {
  return author.author_kind === 'guest' && author.author_id.startsWith(beginOf(shareId))
}

function beginOf(shareId: string): string {
  return `guest_${shareId.replace(/^shr_/, '')}_`
}
