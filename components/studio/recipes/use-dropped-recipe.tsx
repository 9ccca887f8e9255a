'use client'
/** What is dropped or pasted may be a recipe: it is looked at before it becomes a reference. Nothing of it loads before something is. */
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react'
import type { Draft } from '../draft.ts'
import type { ReadRecipe } from '#lib/generation/read-recipe-file.ts'
import type { ClipWithRecipe } from './recipe-files.ts'
import type { RecipeTools } from './recipe-tools.ts'

const RecipeOffer = lazy(() => import('./recipe-offer.tsx'))
const loadFiles = () => import('./recipe-files.ts')
const loadRestore = () => import('./restore-recipe.ts')

interface Offered extends ClipWithRecipe {
  asReference: (files: readonly File[]) => void
}

export function useDroppedRecipe({ draft, ...rest }: Omit<RecipeTools, 'draft'> & { draft: Draft }): {
  /** `otherwise` gets the files where they hold no recipe, or where the person wants the clip for itself. */
  look: (files: readonly File[], otherwise: (files: readonly File[]) => void) => Promise<void>
  dialog: ReactNode
} {
  const latest = useRef(draft)
  useEffect(() => {
    latest.current = draft
  })
  const tools: RecipeTools = { ...rest, draft: () => latest.current }
  const [offered, setOffered] = useState<Offered>()
  const look = async (files: readonly File[], otherwise: (files: readonly File[]) => void) => {
    const { recipeIn } = await loadFiles()
    const found = await recipeIn(files)
    if (!found) return otherwise(files)
    if ('json' in found) return (await loadRestore()).importRecipe(found.json, tools)
    if (found.read.ok) setOffered({ ...found, asReference: otherwise })
    // What a newer studio wrote is a clip like any other here.
    else otherwise([found.clip])
  }
  const restore = async (read: ReadRecipe, seed: number | undefined) => {
    const { restoreRecipe } = await loadRestore()
    await restoreRecipe(seed === undefined ? read : withSeed(read, seed), tools)
  }
  const dialog = offered?.read.ok && (
    <Suspense>
      <RecipeOffer
        file={offered.read.file}
        onRestore={(seed) => void restore(offered.read, seed)}
        onReference={() => offered.asReference([offered.clip])}
        onClose={() => setOffered(undefined)}
      />
    </Suspense>
  )
  return { look, dialog }
}

function withSeed(read: ReadRecipe, seed: number): ReadRecipe {
  if (!read.ok) return read
  const { recipe } = read.file
  return { ...read, file: { ...read.file, recipe: { ...recipe, settings: { ...recipe.settings, seed } } } }
}
