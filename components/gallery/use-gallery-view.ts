'use client'
/** The view that the address asks for. The address is the only place where it is kept: back, reload and a copied link all show it. */
import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { type GalleryView, readGalleryAddress, writeGalleryAddress } from './gallery-address.ts'

export function useGalleryView(): GalleryView {
  const parameters = useSearchParams()
  return useMemo(() => readGalleryAddress(parameters), [parameters])
}

/**
 * Shows another view. `push`: back returns to the present one, as after a chosen filter. `replace`: there is no way back to it, as while
 * typing. The page is not asked of the server again: Next hears of both.
 */
export function showView(view: GalleryView, how: 'push' | 'replace'): void {
  const next = addressOf(view)
  if (next === window.location.pathname + window.location.search) return
  if (how === 'push') window.history.pushState(null, '', next)
  else window.history.replaceState(null, '', next)
}

/** The same from what the address says now: two changes in one moment are both kept. */
export function changeView(change: (now: GalleryView) => GalleryView, how: 'push' | 'replace'): void {
  showView(change(readGalleryAddress(new URLSearchParams(window.location.search))), how)
}

/** For a link. */
export function addressOf(view: GalleryView): string {
  const address = writeGalleryAddress(view)
  return address === '' ? GALLERY : `${GALLERY}?${address}`
}

const GALLERY = '/gallery'
