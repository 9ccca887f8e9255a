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
  const address = writeGalleryAddress(view)
  const next = address === '' ? window.location.pathname : `${window.location.pathname}?${address}`
  if (next === window.location.pathname + window.location.search) return
  if (how === 'push') window.history.pushState(null, '', next)
  else window.history.replaceState(null, '', next)
}
