import { useEffect, useRef, type RefObject } from 'react'

/**
 * Reordering by pointer, for a list whose rows carry `data-id` and a `data-drag-handle`. The row moves to where the pointer is, at once,
 * so the list itself is the preview. Alt with an arrow key moves the row that has the focus.
 */
export function useSortable(
  list: RefObject<HTMLElement | null>,
  onMove: (id: string, to: number) => void,
  /** `x`: the rows stand side by side. */
  axis: 'x' | 'y' = 'y',
): void {
  const move = useRef(onMove)
  useEffect(() => {
    move.current = onMove
  })
  useEffect(() => {
    let dragged: string | undefined
    const rows = () => Array.from(list.current?.querySelectorAll<HTMLElement>(':scope > [data-id]') ?? [])
    const onDown = (event: PointerEvent) => {
      if (!(event.target instanceof Element) || event.button !== 0) return
      if (!event.target.closest('[data-drag-handle]') || !list.current?.contains(event.target)) return
      dragged = event.target.closest<HTMLElement>('[data-id]')?.dataset.id
      event.preventDefault()
    }
    const onPointerMove = (event: PointerEvent) => {
      if (dragged === undefined) return
      const all = rows()
      const from = all.findIndex((row) => row.dataset.id === dragged)
      const to = placeAt(
        all.map((row) => spanOf(row, axis)),
        from,
        axis === 'x' ? event.clientX : event.clientY,
      )
      if (from !== -1 && to !== from) move.current(dragged, to)
    }
    const onUp = () => {
      dragged = undefined
    }
    const onKeyDown = (event: KeyboardEvent) => {
      const step = event.key === KEYS[axis][0] ? -1 : event.key === KEYS[axis][1] ? 1 : 0
      if (!event.altKey || step === 0 || !(event.target instanceof Element)) return
      const place = rows().findIndex((row) => row.contains(document.activeElement))
      const id = rows()[place]?.dataset.id
      if (id === undefined || !list.current?.contains(event.target)) return
      event.preventDefault()
      move.current(id, place + step)
    }
    const controller = new AbortController()
    const { signal } = controller
    document.addEventListener('pointerdown', onDown, { signal })
    document.addEventListener('pointermove', onPointerMove, { signal, passive: true })
    document.addEventListener('keydown', onKeyDown, { signal })
    document.addEventListener('pointerup', onUp, { signal })
    document.addEventListener('pointercancel', onUp, { signal })
    return () => controller.abort()
  }, [list, axis])
}

const KEYS = { x: ['ArrowLeft', 'ArrowRight'], y: ['ArrowUp', 'ArrowDown'] } as const

function spanOf(row: HTMLElement, axis: 'x' | 'y'): { top: number; height: number } {
  const { top, height, left, width } = row.getBoundingClientRect()
  return axis === 'x' ? { top: left, height: width } : { top, height }
}

/** A row passes its neighbour when the pointer crosses the neighbour's middle: rows of any height never flicker. */
export function placeAt(rows: readonly { top: number; height: number }[], from: number, y: number): number {
  let to = from
  for (let index = from + 1; index < rows.length; index += 1) {
    const row = rows[index]
    if (row && y > row.top + row.height / 2) to = index
  }
  for (let index = from - 1; index >= 0; index -= 1) {
    const row = rows[index]
    if (row && y < row.top + row.height / 2) to = index
  }
  return to
}
