'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { pressControl } from '#components/studio/commands/controls.ts'
import { useCommands } from '#components/studio/commands/registry.ts'
import { SHORTCUTS } from '#components/studio/commands/shortcuts.ts'
import { orderDropped } from '#components/studio/dropped-files.ts'
import { useWords } from '#components/ui/language.tsx'
import { importQueue } from './import-queue.ts'
import { ImportPanel } from './import-panel.tsx'
import { IMPORT_WORDS } from './import.words.ts'

/** Takes videos that are dropped anywhere on the page, and shows how far they are. */
export default function ImportClips({ projectId }: { projectId: string }) {
  const words = useWords(IMPORT_WORDS)
  const router = useRouter()
  const items = useSyncExternalStore(importQueue.subscribe, importQueue.items, importQueue.items)
  const isDragged = usePageFiles((files) => importQueue.add(orderDropped(files).files, projectId))
  useCommands(() => [
    {
      id: 'import_clips',
      group: 'clips',
      name: { en: 'Import videos', zh: '导入视频' },
      keys: SHORTCUTS.import_clips,
      run: () => pressControl('import_clips'),
    },
    {
      id: 'go_sequences',
      group: 'clips',
      name: { en: 'To the sequences', zh: '前往序列' },
      run: () => router.push(`/sequences?${new URLSearchParams({ project: projectId })}`),
    },
  ])
  return (
    <>
      {isDragged && (
        <div className="pointer-events-none fixed inset-0 z-40 grid place-content-center gap-1 bg-scrim p-6 text-center text-on-screen">
          <p className="text-lg font-semibold">{words.drop}</p>
          <p>{words.dropHow}</p>
        </div>
      )}
      {items.length > 0 && <ImportPanel items={items} />}
    </>
  )
}

/** Whether files are held over the page. */
function usePageFiles(onFiles: (files: File[]) => void): boolean {
  const [isDragged, setDragged] = useState(false)
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    document.addEventListener('dragenter', (event) => holdsFiles(event) && setDragged(true), { signal })
    document.addEventListener('dragover', (event) => holdsFiles(event) && event.preventDefault(), { signal })
    document.addEventListener(
      'dragleave',
      // Only the window itself is left for nothing.
      (event) => event.relatedTarget === null && setDragged(false),
      { signal },
    )
    document.addEventListener(
      'drop',
      (event) => {
        setDragged(false)
        if (!holdsFiles(event)) return
        event.preventDefault()
        onFiles([...(event.dataTransfer?.files ?? [])])
      },
      { signal },
    )
    return () => controller.abort()
  })
  return isDragged
}
