'use client'
/** One tab stop for the list of takes; arrows go from card to card as they lie, and the focus outlives the card that has it. */
import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from 'react'
import type { Generation } from '#lib/generation/generation.ts'
import type { TakeFocus } from './take-commands.tsx'
import { placeInGrid } from './take-grid.ts'

export function useTakeFocus(
  generations: readonly Generation[],
  onPlay: (take: Generation) => void,
): {
  focus: TakeFocus
  listProps: {
    ref: RefObject<HTMLOListElement | null>
    onFocus: (event: FocusEvent) => void
    onBlur: (event: FocusEvent) => void
    onKeyDown: (event: KeyboardEvent) => void
  }
} {
  const list = useRef<HTMLOListElement>(null)
  const [lastId, setLastId] = useState<string>()
  const found = generations.findIndex(({ id }) => id === lastId)
  const index = Math.max(0, found)
  /** Where the focus is, to give it to a neighbour when its card goes. */
  const held = useRef<number | undefined>(undefined)

  const isGone = lastId !== undefined && found === -1

  const goTo = (to: number) => focusCard(cardsOf(list.current)[to])
  useEffect(() => {
    const place = held.current
    if (!isGone || place === undefined || document.activeElement !== document.body) return
    const cards = cardsOf(list.current)
    focusCard(cards[Math.min(place, cards.length - 1)])
  }, [isGone])

  const onKeyDown = (event: KeyboardEvent) => {
    const cards = cardsOf(list.current)
    const at = cards.findIndex((card) => card === event.target)
    const take = generations[at]
    if (!take || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const to = placeInGrid(event.key, at, columnsOf(cards), cards.length)
    if (to !== undefined) focusCard(cards[to])
    else if (event.key === 'Enter' && take.clip) onPlay(take)
    else return
    event.preventDefault()
  }
  return {
    focus: {
      take: generations[index],
      step: (by) => goTo(held.current === undefined ? index : clamp(index + by, generations.length)),
      goTo,
    },
    listProps: {
      ref: list,
      onFocus: ({ target }) => {
        const place = cardsOf(list.current).findIndex((card) => card.contains(target))
        held.current = place === -1 ? undefined : place
        setLastId(generations[place]?.id)
      },
      onBlur: ({ relatedTarget }) => {
        // A card that goes leaves the focus to nobody.
        if (relatedTarget !== null) held.current = undefined
      },
      onKeyDown,
    },
  }
}

function focusCard(card: HTMLElement | undefined): void {
  card?.focus({ focusVisible: true, preventScroll: true })
  card?.scrollIntoView({ block: 'nearest' })
}

function cardsOf(list: HTMLElement | null): HTMLElement[] {
  return list ? [...list.querySelectorAll<HTMLElement>('[data-take]')] : []
}

function columnsOf(cards: readonly HTMLElement[]): number {
  const top = cards[0]?.getBoundingClientRect().top
  const next = cards.findIndex((card) => card.getBoundingClientRect().top !== top)
  return next === -1 ? cards.length : next
}

function clamp(place: number, count: number): number {
  return Math.min(Math.max(0, place), count - 1)
}
