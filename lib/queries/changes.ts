'use client'
/** Keeps the cached generations live: the one poll of this tab, wired to its visibility and to react-query. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { createChangesPoll, type ChangesPoll } from './changes-poll.ts'
import { isAnyRunning } from './generation-cache.ts'
import { applyToCache, fetchChanges, generationsQuery } from './generations.ts'

let current: ChangesPoll | undefined
/** Something was pressed before the takes were there to listen. */
let isAsked = false

/** So old is a list that has come with the page. */
const FRESH_MS = 5000

/** Asks for news now. Called after everything a person presses. */
export function askForChanges(): void {
  if (current) current.soon()
  else isAsked = true
}

/** Mount once per page. Tells whether the server answers. */
export function useChanges(projectId: string): { reachable: boolean } {
  const client = useQueryClient()
  const [reachable, setReachable] = useState(true)
  useEffect(() => {
    const { queryKey } = generationsQuery(projectId)
    const list = () => client.getQueryData(queryKey)
    let wasRunning = false
    const isRunning = () => isAnyRunning(list()?.generations ?? [])
    // What was kept from an earlier look at this project may have gone on since.
    const isOld = Date.now() - (client.getQueryState(queryKey)?.dataUpdatedAt ?? 0) > FRESH_MS
    const poll = createChangesPoll({
      isRunning,
      isHidden: () => document.hidden,
      onReachable: setReachable,
      async poll(signal) {
        const cursor = list()?.cursor
        if (cursor === undefined) return
        const changes = await fetchChanges({ after: cursor, projectId }, signal)
        if (changes && !signal.aborted) applyToCache(client, projectId, changes)
      },
    })
    current = poll
    const onVisibility = () => (document.hidden ? poll.reconsider() : poll.soon())
    const unsubscribe = client.getQueryCache().subscribe(() => {
      if (wasRunning === isRunning()) return
      wasRunning = !wasRunning
      poll.reconsider()
    })
    document.addEventListener('visibilitychange', onVisibility)
    window.addEventListener('focus', onVisibility)
    window.addEventListener('online', onVisibility)
    poll.start()
    if (isAsked || isOld) poll.soon()
    isAsked = false
    return () => {
      poll.stop()
      current = undefined
      unsubscribe()
      document.removeEventListener('visibilitychange', onVisibility)
      window.removeEventListener('focus', onVisibility)
      window.removeEventListener('online', onVisibility)
    }
  }, [client, projectId])
  return { reachable }
}
