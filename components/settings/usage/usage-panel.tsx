'use client'
import type { MemberPrincipal } from '#lib/access/principal.ts'
import { isAllowed } from '#lib/access/permissions.ts'
import { LimitsCard } from './limits-card.tsx'
import { RequestsCard } from './requests-card.tsx'
import { UsageOfMonth } from './usage-of-month.tsx'

/** What waits for an admin, what a month used, and the limits: of the team for those who run it, else of oneself. */
export function UsagePanel({ member, isFree }: { member: MemberPrincipal; isFree: boolean }) {
  return (
    <>
      <RequestsCard />
      <UsageOfMonth isFree={isFree} />
      {isAllowed(member, 'usage.read') && <LimitsCard mayChange={isAllowed(member, 'budget.change')} />}
    </>
  )
}
