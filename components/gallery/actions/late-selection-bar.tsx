'use client'
import { lazy, Suspense, useEffect } from 'react'
import type { ClipChange } from '#lib/api/clip-changes.ts'
import { gallerySelection, useSelection } from '../selection.ts'
import { onClipChanges } from './clip-news.ts'
import type { SelectionBarProps } from './selection-bar.tsx'

const SelectionBar = lazy(() => import('./selection-bar.tsx'))

/** Nothing of it is loaded before something is selected. */
export function LateSelectionBar(props: SelectionBarProps) {
  const { projectId, isBin } = props
  const { count } = useSelection()
  useEffect(() => onClipChanges((changes) => dropGone(changes, projectId, isBin)), [projectId, isBin])
  return count === 0 ? null : (
    <Suspense>
      <SelectionBar {...props} />
    </Suspense>
  )
}

/** What leaves the list is selected no longer; what is put back is again. */
function dropGone(changes: readonly ClipChange[], projectId: string, isBin: boolean): () => void {
  const { ids } = gallerySelection.now()
  const gone = changes
    .filter(({ removed, project }) => removed === !isBin || (project !== undefined && project !== projectId))
    .flatMap(({ id }) => (ids.has(id) ? [id] : []))
  gallerySelection.drop(gone)
  return () => {
    if (gone.length > 0) gallerySelection.set([...gallerySelection.now().ids, ...gone])
  }
}
