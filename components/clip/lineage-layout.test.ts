import { expect, test } from 'vitest'
import type { Lineage, LineageNode } from '#lib/api/clips.ts'
import { kindsOf, layoutLineage, NODE_WIDTH } from './lineage-layout.ts'

const node = (id: string, generation: number): LineageNode => ({
  id,
  generation,
  shotId: 'sht_1',
  take: 1,
  state: 'succeeded',
  prompt: '',
})
const lineage: Lineage = {
  nodes: [node('root', -2), node('other', -1), node('middle', -1), node('self', 0), node('leaf', 1)],
  edges: [
    { from: 'root', to: 'middle', kind: 'frame' },
    { from: 'root', to: 'middle', kind: 'clip' },
    { from: 'middle', to: 'self', kind: 'last_frame' },
    { from: 'other', to: 'self', kind: 'clip' },
    { from: 'self', to: 'leaf', kind: 'draft' },
  ],
  isCut: false,
}

test('one column for each generation, nothing on top of anything else, every line from left to right', () => {
  const { nodes, lines, width, height } = layoutLineage(lineage)
  expect(new Set(nodes.map(({ x }) => x)).size).toBe(4)
  expect(new Set(nodes.map(({ x, y }) => `${x} ${y}`)).size).toBe(5)
  for (const { x, y } of nodes) {
    expect(x + NODE_WIDTH).toBeLessThanOrEqual(width)
    expect(y).toBeGreaterThanOrEqual(0)
    expect(y).toBeLessThan(height)
  }
  for (const { path } of lines) {
    const [from = 0, , , , , , to = 0] =
      path
        .match(/-?[\d.]+/g)
        ?.map(Number)
        .toSpliced(6, 0) ?? []
    expect(to).toBeGreaterThan(from)
  }
})

test('one line for a clip that was used twice, drawn as the clip and not as its frame', () => {
  const { lines } = layoutLineage(lineage)
  expect(lines).toHaveLength(4)
  expect(lines.find(({ key }) => key === 'root middle')?.isFrame).toBe(false)
  expect(lines.find(({ key }) => key === 'middle self')?.isFrame).toBe(true)
})

test('each is called by how it was used', () => {
  const kinds = Object.fromEntries(lineage.nodes.map((one) => [one.id, kindsOf(lineage, one)]))
  expect(kinds).toEqual({
    root: ['frame', 'clip'],
    other: ['clip'],
    middle: ['last_frame'],
    self: [],
    leaf: ['draft'],
  })
})
