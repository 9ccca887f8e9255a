import { randomUUID } from 'node:crypto'
import type { Member } from '#e2e/member.ts'

const PATIENCE_MS = 600_000

/** The smallest clip there is, in words of its own. Throws when the studio does not take it. */
export async function press(member: Member, wanted: { index: number; takes: number }): Promise<void> {
  const { status, body } = await member.post('/api/generations', createBody(wanted))
  if (status !== 201) throw new Error(`A press was answered with ${status}: ${JSON.stringify(body)}`)
}

export function createBody({ index, takes }: { index: number; takes: number }) {
  return {
    idempotencyKey: randomUUID(),
    takes,
    recipe: {
      model: 'doubao-seedance-2-0-fast-260128',
      prompt: [{ text: `A paper boat on a pond, number ${index}` }],
      references: [],
      settings: { resolution: '480p', ratio: '16:9', duration: 4 },
    },
  }
}

/** Resolves when `count` generations have their clip. Throws when one failed, or after ten minutes. */
export async function waitForEnds(member: Member, count: number): Promise<void> {
  const states = new Map<string, string>()
  let cursor = 0
  const end = Date.now() + PATIENCE_MS
  while (Date.now() < end) {
    const { status, body } = await member.get(`/api/changes?after=${cursor}`)
    if (status === 200) {
      cursor = Number(Object(body).cursor)
      for (const { id, state } of Object(body).generations) states.set(String(id), String(state))
    }
    const wrong = [...states.values()].find((state) => ['failed', 'expired', 'cancelled'].includes(state))
    if (wrong !== undefined) throw new Error(`A generation ended as ${wrong}`)
    if ([...states.values()].filter((state) => state === 'succeeded').length >= count) return
    if (status === 204) await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The generations took too long')
}
