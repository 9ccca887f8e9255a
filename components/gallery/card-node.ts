/** One card's element, written into again and again: only what differs from what stands there. */
import type { GalleryCard } from '#lib/api/gallery.ts'
import type { CardFace } from './card-face.ts'

export interface CardNode {
  readonly element: HTMLElement
  /** What it shows; undefined: a card that hasn't come yet. */
  card: GalleryCard | undefined
  /** Its place in the list. */
  index: number
  /** The picture that it is to have; '' none. */
  poster: string
  readonly parts: CardParts
}

interface CardParts {
  readonly stage: HTMLElement
  readonly poster: HTMLImageElement
  readonly state: HTMLElement
  readonly takes: HTMLElement
  readonly length: HTMLElement
  readonly title: HTMLAnchorElement
}

export function cardNodeOf(element: HTMLElement): CardNode {
  const part = (name: string) => {
    const found = element.querySelector<HTMLElement>(`[data-part="${name}"]`)
    if (!found) throw new Error(`a card has no ${name}`)
    return found
  }
  const [poster, title] = [part('poster'), part('title')]
  if (!(poster instanceof HTMLImageElement) || !(title instanceof HTMLAnchorElement))
    throw new Error('a card is not made as cards are')
  return {
    element,
    card: undefined,
    index: -1,
    poster: poster.getAttribute('src') ?? '',
    parts: {
      stage: part('stage'),
      poster,
      state: part('state'),
      takes: part('takes'),
      length: part('length'),
      title,
    },
  }
}

/** `words.loading`: read out for a card that hasn't come yet. */
export function paintCard(
  node: CardNode,
  card: GalleryCard | undefined,
  face: CardFace | undefined,
  loading: string,
): void {
  const { element, parts } = node
  node.card = card
  const set = (name: string, value: string) => {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value)
  }
  set('data-card', card?.id ?? '')
  set('aria-label', face?.label ?? loading)
  set('data-pick', card?.pick ?? '')
  set('data-standing', card?.standing ?? '')
  set('data-favourite', String(card?.isFavourite ?? false))
  set('data-rating', String(card?.rating ?? 0))
  set('data-clip', String(card?.clip !== undefined))
  set('data-many', String(face !== undefined && face.takes !== ''))
  if (element.hasAttribute('data-opening')) element.removeAttribute('data-opening')
  write(parts.title, face?.title ?? '')
  write(parts.state, face?.state ?? '')
  write(parts.takes, face?.takes ?? '')
  write(parts.length, face?.length ?? '')
  parts.title.setAttribute('href', face?.href ?? '/gallery')
  if (parts.stage.style.backgroundImage !== '') parts.stage.style.backgroundImage = ''
  parts.stage.style.backgroundColor = face?.colour ?? ''
  takePoster(node, face)
}

function takePoster(node: CardNode, face: CardFace | undefined): void {
  const poster = face?.poster ?? ''
  if (poster === node.poster) return
  const image = node.parts.poster
  node.poster = poster
  image.dataset['shown'] = 'false'
  image.dataset['fills'] = String(face?.fills ?? true)
  // What is on its way for another card only takes the place of what is wanted.
  if (!image.complete) image.removeAttribute('src')
}

/** Begins to load its picture, if that has not begun. */
export function loadPoster({ parts: { poster: image }, poster }: CardNode): void {
  if (poster === '' || image.getAttribute('src') === poster) return
  image.src = poster
  if (image.complete && image.naturalWidth > 0) image.dataset['shown'] = 'true'
}

/** Text nodes are kept: making new ones costs more than all the rest. */
function write(element: HTMLElement, text: string): void {
  const child = element.firstChild
  if (child instanceof Text) {
    if (child.data !== text) child.data = text
  } else if (text !== '') element.textContent = text
}
