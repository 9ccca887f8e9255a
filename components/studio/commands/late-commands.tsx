'use client'
import { lazy, Suspense, useEffect, useState, type ComponentProps } from 'react'
import { afterRest } from '../after-rest.ts'
import type TakeCommandsPart from './take-commands.tsx'
import type { StudioTools } from './studio-tools.ts'

const PageCommands = lazy(() => import('./page-panels.tsx'))
const StudioCommands = lazy(() => import('./studio-commands.tsx'))
const TakeCommands = lazy(() => import('./take-commands.tsx'))

/** For pages other than the studio: what they offer beside, they say themselves with `useCommands`. */
export function LatePageCommands() {
  return (
    useRested() && (
      <Suspense>
        <PageCommands />
      </Suspense>
    )
  )
}

export function LateStudioCommands({ tools }: { tools: StudioTools }) {
  return (
    useRested() && (
      <Suspense>
        <StudioCommands tools={tools} />
      </Suspense>
    )
  )
}

export function LateTakeCommands(props: ComponentProps<typeof TakeCommandsPart>) {
  return (
    useRested() && (
      <Suspense>
        <TakeCommands {...props} />
      </Suspense>
    )
  )
}

/** Nothing of the commands is in the way of the page's beginning. */
function useRested(): boolean {
  const [hasRested, setRested] = useState(false)
  useEffect(() => afterRest(() => setRested(true)), [])
  return hasRested
}
