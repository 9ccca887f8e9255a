import 'server-only'
import { isAllowed } from '#lib/access/permissions.ts'
import type { Principal } from '#lib/access/principal.ts'
import type { Reader } from './read-review.ts'
import type { Speaker } from './review-services.ts'

/** A member speaks under their own name. */
export function speakerOf(principal: Principal): Speaker {
  return { sight: principal, author: { kind: 'member', id: principal.userId, name: principal.name } }
}

/** Who runs the team may also remove what others wrote. */
export function readerOf(principal: Principal): Reader {
  return {
    ...speakerOf(principal),
    mayAll: isAllowed(principal, 'member.change'),
    mayWrite: isAllowed(principal, 'comment.write'),
    mayJudge: isAllowed(principal, 'verdict.give'),
    mayAsk: isAllowed(principal, 'verdict.ask'),
  }
}
