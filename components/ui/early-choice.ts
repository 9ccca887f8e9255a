import { useEffect, useRef, type RefObject } from 'react'

/**
 * What was chosen in the server's HTML before its script had come: the browser shows it, nobody has heard of it, and the next drawing would
 * take it back. `read` looks at what the browser shows, `tell` is called once, only where that is not what was drawn. The fields say
 * `autoComplete="off"`, or the browser's own memory of the last visit would pass for a choice.
 */
export function useEarlyChoice<Place extends HTMLElement, Value>(
  drawn: Value,
  read: (place: Place) => Value | undefined,
  tell: (chosen: Value) => void,
): RefObject<Place | null> {
  const place = useRef<Place>(null)
  const first = useRef({ drawn, read, tell })
  useEffect(() => {
    const chosen = place.current === null ? undefined : first.current.read(place.current)
    if (chosen !== undefined && chosen !== first.current.drawn) first.current.tell(chosen)
  }, [])
  return place
}
