'use client'
/** Files and addresses from anywhere on the page: dropped, pasted, or chosen in the file dialog. */
import { useEffect, useRef, useState, type DragEvent } from 'react'
import { useDropzone } from 'react-dropzone'
import { REFERENCE_ROLES, type ReferenceRole } from '#lib/seedance/request.ts'
import { isAddress } from './add-references.ts'

export interface PageDropHandlers {
  onFiles(files: readonly File[], role?: ReferenceRole): void
  onAddress(address: string): void
}

export function usePageDrop({ onFiles, onAddress }: PageDropHandlers) {
  const [isDragging, setDragging] = useState(false)
  const { getRootProps, getInputProps, open } = useDropzone({
    noClick: true,
    noKeyboard: true,
    noPaste: true,
    onDragEnter: () => setDragging(true),
    onDragLeave: () => setDragging(false),
    onDrop: (files, _rejected, event) => {
      setDragging(false)
      if (files.length > 0) onFiles(files, roleOf(placeUnder(event.target)))
    },
  })
  const root = getRootProps({
    role: 'presentation',
    onDragOver: (event: DragEvent) => markPlace(placeUnder(event.target)),
    onDrop: (event: DragEvent) => {
      setDragging(false)
      const address = addressIn(event.dataTransfer)
      if (event.dataTransfer.files.length === 0 && address !== undefined) onAddress(address)
    },
  })
  usePaste(onFiles, onAddress)
  return { root, input: getInputProps({ 'aria-label': 'Choose files' }), browse: open, isDragging }
}

/** Anywhere on the page. Text that is pasted into a field stays text. */
function usePaste(onFiles: PageDropHandlers['onFiles'], onAddress: PageDropHandlers['onAddress']): void {
  const handlers = useRef({ onFiles, onAddress })
  useEffect(() => {
    handlers.current = { onFiles, onAddress }
  })
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const files = Array.from(event.clipboardData?.files ?? [])
      if (files.length > 0) {
        event.preventDefault()
        return handlers.current.onFiles(files)
      }
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (isInField(event.target) || !isAddress(text)) return
      event.preventDefault()
      handlers.current.onAddress(text.trim())
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [])
}

function isInField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}

function addressIn(data: DataTransfer): string | undefined {
  const address = data.getData('text/uri-list').split('\n').find(isAddress)
  return address?.trim()
}

function placeUnder(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-drop-role]') : null
}

function roleOf(place: HTMLElement | null): ReferenceRole | undefined {
  return REFERENCE_ROLES.find((role) => role === place?.dataset.dropRole)
}

/** Shows which place is under the pointer. */
function markPlace(place: HTMLElement | null): void {
  for (const other of document.querySelectorAll('[data-drop-role][data-over]')) {
    if (other !== place) other.removeAttribute('data-over')
  }
  place?.setAttribute('data-over', '')
}
