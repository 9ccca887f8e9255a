'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useIsTakenOver } from '#components/ui/use-is-taken-over.ts'
import { membersQuery } from '#lib/queries/accounts.ts'
import { queryClient } from '#lib/queries/query-client.ts'

/** Names change seldom. */
const FRESH_MS = 5 * 60_000

/** What the team's people are called, by id, with those who have left. Undefined until it is known, and while `isWanted` is not. */
export function useNames(isWanted = true): ReadonlyMap<string, string> | undefined {
  const [client] = useState(queryClient)
  // The first drawing is as the server's, whatever another part of the page knows by then.
  const isTakenOver = useIsTakenOver()
  const { data } = useQuery({ ...membersQuery, staleTime: FRESH_MS, enabled: isWanted }, client)
  return useMemo(
    () => (data && !isTakenOver ? new Map(data.members.map(({ id, name }) => [id, name])) : undefined),
    [isTakenOver, data],
  )
}
