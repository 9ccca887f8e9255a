import { useSyncExternalStore } from 'react'

/** Whether React is taking over what the server has drawn: it then asks what the server would have said, and the first drawing has to agree. */
export function useIsTakenOver(): boolean {
  return useSyncExternalStore(never, isBrowser, isServer)
}

const never = () => () => undefined
const isBrowser = () => false
const isServer = () => true
