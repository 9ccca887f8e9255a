import { expect, test } from 'vitest'
import type { Principal } from '#lib/access/principal.ts'
import { createSessionMemory } from './session-memory.ts'

const OWNER: Principal = {
  kind: 'member',
  userId: 'user_1',
  name: 'Owner',
  teamId: 'team_1',
  projects: 'all',
  role: 'owner',
}

/** Sessions of a house in which only the cookies in `open` let anybody in. */
function house() {
  const open = new Set(['token=a', 'token=b; theme=dark'])
  const asked: string[] = []
  let now = 1_790_000_000_000
  let epoch = 0
  const memory = createSessionMemory({
    epoch: async () => epoch,
    clock: () => now,
    authenticate: async (headers) => {
      const cookie = headers.get('cookie') ?? ''
      asked.push(cookie)
      if (cookie === 'broken') throw new Error('the database is away')
      return open.has(cookie) ? OWNER : undefined
    },
  })
  return {
    open,
    asked,
    forget: memory.forget,
    ask: (cookie?: string) => memory.authenticate(new Headers(cookie === undefined ? {} : { cookie })),
    pass: (ms: number) => {
      now += ms
    },
  }
}

test('a session is looked up once in five seconds, however often it is asked for', async () => {
  const { ask, asked, open, pass } = house()
  expect(await Promise.all([ask('token=a'), ask('token=a')])).toEqual([OWNER, OWNER])
  pass(4999)
  expect(await ask('token=a')).toEqual(OWNER)
  expect(asked).toEqual(['token=a'])
  open.delete('token=a')
  pass(1)
  expect(await ask('token=a')).toBeUndefined()
})

test('other cookies are another caller', async () => {
  const { ask, asked } = house()
  expect(await ask('token=a')).toEqual(OWNER)
  expect(await ask('token=a; token=z')).toBeUndefined()
  expect(await ask('token=b; theme=dark')).toEqual(OWNER)
  expect(asked).toHaveLength(3)
})

test('nobody without cookies, and nothing is asked for that', async () => {
  const { ask, asked } = house()
  expect(await ask()).toBeUndefined()
  expect(asked).toEqual([])
})

test('who was refused, or could not be looked up, is looked up again', async () => {
  const { ask, open } = house()
  expect(await ask('token=new')).toBeUndefined()
  open.add('token=new')
  expect(await ask('token=new')).toEqual(OWNER)
  await expect(ask('broken')).rejects.toThrow('away')
  await expect(ask('broken')).rejects.toThrow('away')
})

test('an ended session is out at once, also one that was being looked up meanwhile', async () => {
  const { ask, open, forget } = house()
  await ask('token=a')
  const meanwhile = ask('token=b; theme=dark')
  open.clear()
  forget()
  await meanwhile
  expect(await ask('token=a')).toBeUndefined()
  expect(await ask('token=b; theme=dark')).toBeUndefined()
})

test('the oldest of more than a thousand is looked up again', async () => {
  const { ask, asked, open } = house()
  for (let index = 0; index <= 1000; index += 1) {
    open.add(`token=${index}`)
    await ask(`token=${index}`)
  }
  await ask('token=1')
  expect(asked).toHaveLength(1001)
  await ask('token=0')
  expect(asked).toHaveLength(1002)
})
