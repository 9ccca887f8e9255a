/**
 * When the pictures of cards are loaded: at once while one looks, and not at all while the list rushes by, where nobody could see them and
 * each would cost a request and a decoding. Until a picture is there, its colour and then a blurred one stand in its place.
 */
import { thumbHashToDataURL } from 'thumbhash'
import { bytesOfHash } from '#components/ui/average-color.ts'
import { type CardNode, loadPoster } from './card-node.ts'

/** Pixels per millisecond: 80 a frame, a screen in a fifth of a second. */
const RUSH = 5
/** No scrolling for so long: it has come to rest. */
const REST_MS = 90
/** For blurred pictures, of a frame's 16. */
const BUDGET_MS = 3
const MOST_BLURRED = 400

export interface PosterLoader {
  /** The list has moved by so many pixels. */
  moved: (by: number) => void
  isRushing: () => boolean
  /** These cards have come into sight. */
  show: (nodes: Iterable<CardNode>) => void
  stop: () => void
}

export function createPosterLoader({
  nodesInSight,
  onRest,
}: {
  nodesInSight: () => Iterable<CardNode>
  onRest: () => void
}): PosterLoader {
  let last = performance.now()
  let speed = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const blurred = new Map<string, string>()
  let isStopped = false

  const loadAll = () => {
    for (const node of nodesInSight()) loadPoster(node)
  }
  const blur = (nodes: Iterator<CardNode>) => {
    if (isStopped || isRushing()) return
    const start = performance.now()
    for (let next = nodes.next(); next.done !== true; next = nodes.next()) {
      blurOne(next.value, blurred)
      if (performance.now() - start > BUDGET_MS) return void requestAnimationFrame(() => blur(nodes))
    }
  }
  const atRest = () => {
    timer = undefined
    speed = 0
    loadAll()
    blur([...nodesInSight()].values())
    onRest()
  }
  const isRushing = () => speed > RUSH
  timer = setTimeout(atRest, REST_MS)
  return {
    moved(by) {
      const now = performance.now()
      speed = Math.abs(by) / Math.max(1, now - last)
      last = now
      clearTimeout(timer)
      timer = setTimeout(atRest, REST_MS)
      if (!isRushing()) loadAll()
    },
    isRushing,
    show(nodes) {
      if (!isRushing()) for (const node of nodes) loadPoster(node)
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}

/** Beside a picture of another shape it stays; under one that fills its place it is not worth the work. */
function blurOne({ card, parts: { stage, poster } }: CardNode, blurred: Map<string, string>): void {
  const hash = card?.clip?.thumbhash
  if (hash === undefined || stage.style.backgroundImage !== '') return
  if (poster.dataset['shown'] === 'true' && poster.dataset['fills'] === 'true') return
  let url = blurred.get(hash)
  if (url === undefined) {
    if (blurred.size >= MOST_BLURRED) blurred.clear()
    url = thumbHashToDataURL(bytesOfHash(hash))
    blurred.set(hash, url)
  }
  stage.style.backgroundImage = `linear-gradient(var(--color-shade), var(--color-shade)), url("${url}")`
}
