/** The rows that are drawn, out of a pool: a row that leaves the window is written anew for one that enters it. Knows no scrolling. */
import type { GalleryCard } from '#lib/api/gallery.ts'
import type { CardFace } from './card-face.ts'
import { type CardNode, cardNodeOf, paintCard } from './card-node.ts'
import type { Span } from './grid-layout.ts'

export interface RowNode {
  readonly element: HTMLElement
  row: number
  nodes: CardNode[]
}

interface RowPoolOptions {
  runway: HTMLElement
  /** The mould of all cards. */
  mould: HTMLElement
  cardAt: (index: number) => GalleryCard | undefined
  faceOf: (card: GalleryCard) => CardFace
  isSelected: (id: string) => boolean
  loading: () => string
}

export function createRowPool({ runway, mould, cardAt, faceOf, isSelected, loading }: RowPoolOptions) {
  const drawn = new Map<number, RowNode>()
  let free: RowNode[] = []
  /** Cards that the server has drawn, and cards of rows that have become shorter. */
  let spare: CardNode[] = []
  let columns = 1
  let total = 0

  const paint = (node: CardNode, index: number) => {
    const card = cardAt(index)
    node.index = index
    node.element.dataset['index'] = String(index)
    paintCard(node, card, card && faceOf(card), loading())
    markSelected(node)
    const isBeyond = index >= total
    if (node.element.hidden !== isBeyond) node.element.hidden = isBeyond
  }
  const markSelected = ({ element, card }: CardNode) => {
    const selected = String(card !== undefined && isSelected(card.id))
    if (element.ariaSelected !== selected) element.ariaSelected = selected
  }
  const newCard = (): CardNode => {
    const copy = mould.cloneNode(true)
    if (!(copy instanceof HTMLElement)) throw new Error('the mould is no element')
    return cardNodeOf(copy)
  }
  const newRow = (): RowNode => {
    const element = document.createElement('div')
    element.setAttribute('role', 'row')
    element.className = 'gallery-row'
    runway.append(element)
    return { element, row: -1, nodes: [] }
  }
  const fit = (row: RowNode) => {
    while (row.nodes.length > columns) {
      const node = row.nodes.pop()
      node?.element.remove()
      if (node) spare.push(node)
    }
    while (row.nodes.length < columns) {
      const node = spare.shift() ?? newCard()
      node.element.ariaColIndex = String(row.nodes.length + 1)
      row.element.append(node.element)
      row.nodes.push(node)
    }
  }
  const show = (row: number): RowNode => {
    // Its old place, where it is coming back to that: one row of the list must not stand twice in the document.
    const own = free.findIndex((node) => node.row === row)
    const node = free.splice(Math.max(0, own), 1)[0] ?? newRow()
    node.row = row
    if (node.element.hidden) node.element.hidden = false
    node.element.ariaRowIndex = String(row + 1)
    fit(node)
    for (const [column, card] of node.nodes.entries()) {
      const index = row * columns + column
      if (card.index !== index || card.card !== cardAt(index) || card.card === undefined) paint(card, index)
      else markSelected(card)
    }
    drawn.set(row, node)
    return node
  }
  /** It stays where it is, out of sight, until another row needs it: hiding it would be laid out each time. */
  const release = (node: RowNode) => {
    drawn.delete(node.row)
    free.push(node)
  }
  /** What they show may no longer be true. */
  const forgetFree = () => {
    for (const node of free) {
      node.row = -1
      node.element.hidden = true
      for (const card of node.nodes) card.index = -1
    }
  }

  return {
    /** Takes over what the server has drawn. */
    adopt(elements: Iterable<HTMLElement>): void {
      spare = [...elements].map(cardNodeOf)
    },
    /** With as many columns, and so many cards in all: everything is drawn anew. */
    reset(next: { columns: number; total: number }): void {
      const had = drawn.size > 0
      ;({ columns, total } = next)
      if (!had) return
      for (const node of drawn.values()) release(node)
      forgetFree()
    },
    /** Draws exactly these rows; answers with those that were not drawn before. */
    draw(rows: Span, pinned: number | undefined): RowNode[] {
      const isWanted = (row: number) => (row >= rows.from && row < rows.to) || row === pinned
      for (const node of drawn.values()) if (!isWanted(node.row)) release(node)
      const added: RowNode[] = []
      for (let row = rows.from; row < rows.to; row += 1) if (!drawn.has(row)) added.push(show(row))
      if (pinned !== undefined && !drawn.has(pinned)) added.push(show(pinned))
      return added
    },
    /** Writes what has changed into what is drawn. */
    repaint(isForced = false): void {
      forgetFree()
      for (const { row, nodes } of drawn.values())
        for (const [column, node] of nodes.entries()) {
          const index = row * columns + column
          const isBeyond = index >= total
          if (isForced || node.card !== cardAt(index) || node.element.hidden !== isBeyond) paint(node, index)
        }
    },
    forgetFree,
    /** In the document they stand as on the screen, for whoever reads that. The row of the focus must not be moved: it would lose it. */
    sort(): void {
      const rows = [...drawn.values()].sort((a, b) => a.row - b.row)
      const isInOrder = rows.every(
        ({ element }, at) => at === 0 || follows(rows[at - 1]?.element ?? element, element),
      )
      if (isInOrder) return
      const held = rows.findIndex(({ element }) => element.contains(document.activeElement))
      for (const { element } of rows.slice(0, Math.max(0, held)))
        runway.insertBefore(element, rows[held]?.element ?? null)
      for (const { element } of rows.slice(held + 1)) runway.append(element)
    },
    setTotal(next: number): void {
      total = next
    },
    markAllSelected(): void {
      for (const { nodes } of [...drawn.values(), ...free]) for (const node of nodes) markSelected(node)
    },
    rows: (): Iterable<RowNode> => drawn.values(),
    nodeAt: (index: number): CardNode | undefined =>
      drawn.get(Math.floor(index / columns))?.nodes[index % columns],
    clear(): void {
      for (const { element } of [...drawn.values(), ...free]) element.remove()
      drawn.clear()
      free = []
      spare = []
    },
  }
}

function follows(one: Element, other: Element): boolean {
  return (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
}
