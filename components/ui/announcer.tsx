'use client'
/** One polite live region for the page. A changed text is read out; the same text again is not. */
import { useEffect, useRef } from 'react'

let region: HTMLElement | null = null

export function announce(message: string): void {
  if (region) region.textContent = message
}

export function Announcer() {
  const element = useRef<HTMLOutputElement>(null)
  useEffect(() => {
    region = element.current
    return () => {
      region = null
    }
  }, [])
  return <output ref={element} aria-live="polite" className="sr-only" />
}
