import { createContext, use, useEffect, useState } from 'react'
import { useIsTakenOver } from './use-is-taken-over.ts'

/** When the server drew the page, epoch ms: the first drawing here says the same times, or React would throw the server's HTML away. */
export const DrawnAt = createContext<number | undefined>(undefined)

/** The time, in epoch ms, again each `everyMs` while `active`. */
export function useNow(active: boolean, everyMs = 1000): number {
  const drawnAt = use(DrawnAt)
  const isTakenOver = useIsTakenOver()
  const [now, setNow] = useState(() => (isTakenOver ? (drawnAt ?? Date.now()) : Date.now()))
  useEffect(() => {
    if (!active) return
    const tell = () => setNow(Date.now())
    const soon = setTimeout(tell)
    const timer = setInterval(tell, everyMs)
    return () => {
      clearTimeout(soon)
      clearInterval(timer)
    }
  }, [active, everyMs])
  return now
}
