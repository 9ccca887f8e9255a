'use client'
/**
 * A part of the page that stands in the server's HTML at once and comes alive when its own script has come, so that what has to take keys
 * first doesn't wait for it.
 */
import { lazy, Suspense, useEffect, useState, type ComponentType, type ReactNode } from 'react'

/** `placeholder` takes its place where the part is first drawn by the browser. */
export function latePart<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  placeholder?: ReactNode,
): ComponentType<Props> {
  const Part: ComponentType<Props> = lazy(load)
  return function LatePart(props: Props) {
    const [isAlive, setAlive] = useState(false)
    const now = (
      <Suspense fallback={placeholder}>
        <Part {...props} />
        <OnceAlive tell={setAlive} />
      </Suspense>
    )
    // Until then one and the same element: React throws the server's HTML of a boundary away that gets other properties before it has
    // come alive, and the place would be empty for a moment.
    const [first] = useState(now)
    return isAlive ? now : first
  }
}

function OnceAlive({ tell }: { tell: (isAlive: boolean) => void }) {
  useEffect(() => tell(true), [tell])
  return null
}
