'use client'
import { lazy, Suspense, useEffect, useState, type ComponentProps } from 'react'
import { afterRest } from '../after-rest.ts'
import type RecipeBarPart from './recipe-bar.tsx'

const RecipeBar = lazy(() => import('./recipe-bar.tsx'))

/** Nothing in it is needed to type; its place is kept free until the page has come to rest. */
export function LateRecipeBar(props: ComponentProps<typeof RecipeBarPart>) {
  const [hasRested, setRested] = useState(false)
  useEffect(() => afterRest(() => setRested(true)), [])
  return (
    <div className="mt-1.5 min-h-8 touch:min-h-11">
      {hasRested && (
        <Suspense>
          <RecipeBar {...props} />
        </Suspense>
      )}
    </div>
  )
}
