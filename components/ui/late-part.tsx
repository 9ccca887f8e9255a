'use client'
/**
 * A part of the page that stands in the server's HTML at once and comes alive when its own script has come, so that what has to take keys
 * first doesn't wait for it.
 */
import { Activity, lazy, Suspense, useEffect, useState, type ComponentType, type ReactNode } from 'react'
import { LanguageAsDrawn } from './language.tsx'
import { useIsTakenOver } from './use-is-taken-over.ts'

/** `placeholder` takes its place where there is no HTML of the server. */
export function latePart<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  placeholder?: ReactNode,
): ComponentType<Props> {
  const Part: ComponentType<Props> = lazy(load)
  return function LatePart(props: Props) {
    const isTakenOver = useIsTakenOver()
    const [isInDocument] = useState(isTakenOver)
    const [isAlive, setAlive] = useState(false)
    const part = (
      <>
        <Part {...props} />
        <OnceAlive tell={setAlive} />
      </>
    )
    // Both let the server's HTML stand until the script is there. But what is in a Suspense the server sends behind the page once it is more
    // than a few cards, and a script has to move it to its place: the first poster then came late, and the settings popped up.
    const now = isInDocument ? (
      <Activity>{part}</Activity>
    ) : (
      <Suspense fallback={placeholder}>{part}</Suspense>
    )
    // Until then one and the same element: React throws the server's HTML of a boundary away that gets other properties before it has
    // come alive, and the place would be empty for a moment.
    const [first] = useState(now)
    return <LanguageAsDrawn isAlive={isAlive}>{isAlive ? now : first}</LanguageAsDrawn>
  }
}

function OnceAlive({ tell }: { tell: (isAlive: boolean) => void }) {
  useEffect(() => tell(true), [tell])
  return null
}
