'use client'
/**
 * Files and addresses from anywhere on the page: dropped or pasted. While something is dragged the drop layer covers the page and takes the
 * drop; the listeners here open it, and take what falls before it has loaded.
 */
import { useEffect, useRef, useState } from 'react'
import { isAddress } from './address.ts'
import { draggedIn, type Dragged } from './dragged-kinds.ts'
import { isTakeDrag } from './take-drag.ts'

export interface PageDropHandlers {
  onFiles(files: readonly File[]): void
  onAddress(address: string): void
}

/** `dragged` is set while something is dragged that could be dropped. */
export function usePageDrop(given: PageDropHandlers): { dragged: Dragged | undefined; endDrag: () => void } {
  const [dragged, setDragged] = useState<Dragged>()
  const handlers = useRef(given)
  useEffect(() => {
    handlers.current = given
  })
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const onDragEnter = (event: DragEvent) => {
      // Only the first one: the pointer enters everything that it passes.
      const { dataTransfer } = event
      if (dataTransfer && canTake(dataTransfer))
        setDragged((before) => before ?? draggedIn(dataTransfer.items))
    }
    const onDragLeave = (event: DragEvent) => {
      // Only the window itself is left for nothing.
      if (event.relatedTarget === null && event.isTrusted) setDragged(undefined)
    }
    const onDrop = (event: DragEvent) => {
      // The layer reads what fell on it, folders too, before it goes.
      if (isInLayer(event.target)) return
      setDragged(undefined)
      if (!event.dataTransfer || isInField(event.target)) return
      event.preventDefault()
      const files = Array.from(event.dataTransfer.files)
      const address = addressIn(event.dataTransfer)
      if (files.length > 0) handlers.current.onFiles(files)
      else if (address !== undefined) handlers.current.onAddress(address)
    }
    const onPaste = (event: ClipboardEvent) => paste(event, handlers.current)
    document.addEventListener('dragenter', onDragEnter, { signal })
    document.addEventListener('dragleave', onDragLeave, { signal })
    // Without this the browser would leave the page and open the file.
    document.addEventListener('dragover', (event) => !isInField(event.target) && event.preventDefault(), {
      signal,
    })
    document.addEventListener('drop', onDrop, { signal })
    document.addEventListener('dragend', () => setDragged(undefined), { signal })
    document.addEventListener('paste', onPaste, { signal })
    return () => controller.abort()
  }, [])
  return { dragged, endDrag: () => setDragged(undefined) }
}

/** Text that is pasted into a field stays text; a file never is text. */
function paste(event: ClipboardEvent, handlers: PageDropHandlers): void {
  const files = Array.from(event.clipboardData?.files ?? [])
  if (files.length > 0) {
    event.preventDefault()
    return handlers.onFiles(files)
  }
  const text = event.clipboardData?.getData('text/plain') ?? ''
  if (isInField(event.target) || !isAddress(text)) return
  event.preventDefault()
  handlers.onAddress(text.trim())
}

export function addressIn(data: DataTransfer): string | undefined {
  return data.getData('text/uri-list').split('\n').find(isAddress)?.trim()
}

/** Text dragged within the page is no file: it goes where it is dropped. */
function canTake(data: DataTransfer): boolean {
  return data.types.includes('Files') || isTakeDrag(data)
}

function isInField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}

function isInLayer(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-drop-layer]') !== null
}
