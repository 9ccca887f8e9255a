/** Where the nodes and lines of a lineage stand, in pixels: one column for each generation, oldest on the left. Pure. */
import type { Lineage, LineageEdge, LineageNode } from '#lib/api/clips.ts'

/** Four columns fit beside the player. */
export const NODE_WIDTH = 80
export const NODE_HEIGHT = 45
/** Under the picture. */
export const CAPTION_HEIGHT = 18
const COLUMN_GAP = 18
const ROW_GAP = 10

export interface PlacedNode {
  node: LineageNode
  x: number
  y: number
}

export interface LineageLayout {
  width: number
  height: number
  nodes: PlacedNode[]
  lines: { key: string; path: string; isFrame: boolean }[]
}

/** Columns are centred on the tallest; within one, the parents' order keeps the lines from crossing more than they must. */
export function layoutLineage({ nodes, edges }: Lineage): LineageLayout {
  const generations = [...new Set(nodes.map(({ generation }) => generation))].toSorted((a, b) => a - b)
  const columns = generations.map((generation) => nodes.filter((node) => node.generation === generation))
  const row = NODE_HEIGHT + CAPTION_HEIGHT + ROW_GAP
  const height = Math.max(...columns.map(({ length }) => length), 1) * row - ROW_GAP
  const placed = new Map<string, PlacedNode>()
  columns.forEach((column, index) => {
    const top = (height - (column.length * row - ROW_GAP)) / 2
    sortedByParents(column, edges, placed).forEach((node, place) =>
      placed.set(node.id, { node, x: index * (NODE_WIDTH + COLUMN_GAP), y: top + place * row }),
    )
  })
  return {
    width: columns.length * (NODE_WIDTH + COLUMN_GAP) - COLUMN_GAP,
    height,
    nodes: [...placed.values()],
    lines: pairsOf(edges).flatMap(({ from, to, isFrame }) => {
      const [start, end] = [placed.get(from), placed.get(to)]
      return start && end ? [{ key: `${from} ${to}`, path: lineBetween(start, end), isFrame }] : []
    }),
  }
}

function sortedByParents(
  column: readonly LineageNode[],
  edges: readonly LineageEdge[],
  placed: ReadonlyMap<string, PlacedNode>,
): LineageNode[] {
  const heightOf = (node: LineageNode) => {
    const parents = edges.flatMap(({ from, to }) => (to === node.id ? (placed.get(from)?.y ?? []) : []))
    return parents.length === 0 ? 0 : parents.reduce((sum, y) => sum + y, 0) / parents.length
  }
  return column.toSorted((one, other) => heightOf(one) - heightOf(other) || (one.id < other.id ? -1 : 1))
}

/** One line where a clip went into another in several ways; a whole clip counts more than a frame of it. */
function pairsOf(edges: readonly LineageEdge[]): { from: string; to: string; isFrame: boolean }[] {
  const pairs = new Map<string, { from: string; to: string; isFrame: boolean }>()
  for (const { from, to, kind } of edges) {
    const key = `${from} ${to}`
    const isFrame = (kind === 'frame' || kind === 'last_frame') && (pairs.get(key)?.isFrame ?? true)
    pairs.set(key, { from, to, isFrame })
  }
  return [...pairs.values()]
}

function lineBetween(start: PlacedNode, end: PlacedNode): string {
  const [x1, y1] = [start.x + NODE_WIDTH, start.y + NODE_HEIGHT / 2]
  const [x2, y2] = [end.x, end.y + NODE_HEIGHT / 2]
  const bend = (x2 - x1) / 2
  return `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
}

/** As what a node went into its neighbours towards the middle, or came out of them. */
export function kindsOf({ edges }: Lineage, { id, generation }: LineageNode): LineageEdge['kind'][] {
  if (generation === 0) return []
  const own = edges.filter(({ from, to }) => (generation < 0 ? from : to) === id)
  return [...new Set(own.map(({ kind }) => kind))]
}
