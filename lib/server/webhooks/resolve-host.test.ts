import { createSocket, type Socket } from 'node:dgram'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { postOnce, refusedAddress } from './post-webhook.ts'
import { createHostResolver } from './resolve-host.ts'

/* A name server of this test's own, over real UDP: it answers for the names it has, and for none else. */

const NAMES: Record<string, string[]> = {
  'inside.example.com': ['10.0.0.7'],
  'both.example.com': ['9.9.9.9', '127.0.0.1'],
  'outside.example.com': ['9.9.9.9'],
}

let server: Socket
let rules: { trustedOrigins: Set<string>; resolve: ReturnType<typeof createHostResolver> }

beforeAll(async () => {
  server = createSocket('udp4')
  server.on('message', (question, { port, address }) => server.send(answerTo(question), port, address))
  await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve))
  rules = {
    trustedOrigins: new Set(),
    resolve: createHostResolver([`127.0.0.1:${server.address().port}`]),
  }
})

afterAll(() => server.close())

/** RFC 1035: the question comes back, with an A record for each address; NXDOMAIN where there is none. */
function answerTo(question: Buffer): Buffer {
  const labels: string[] = []
  let at = 12
  for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
    labels.push(question.toString('latin1', at + 1, at + 1 + length))
    at += length + 1
  }
  const asksForA = question.readUInt16BE(at + 1) === 1
  const addresses = NAMES[labels.join('.').toLowerCase()]
  const records = asksForA ? (addresses ?? []) : []
  const head = Buffer.alloc(12)
  question.copy(head, 0, 0, 2)
  head.writeUInt16BE(addresses === undefined ? 0x8183 : 0x8180, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(records.length, 6)
  const name = [0xc0, 12]
  const shared = [0, 1, 0, 1, 0, 0, 0, 60, 0, 4]
  const answers = records.map((address) =>
    Buffer.from([...name, ...shared, ...address.split('.').map(Number)]),
  )
  return Buffer.concat([head, question.subarray(12, at + 5), ...answers])
}

const POST = { headers: {}, body: '{}', timeoutMs: 5000 }

test.each(['https://inside.example.com/', 'https://both.example.com/'])(
  '%s leads inside: its name server says so, and it is refused twice',
  async (url) => {
    expect((await refusedAddress(rules, url))?.en).toMatch(/private network/)
    expect(await postOnce(rules, { ...POST, url })).toEqual({ problem: 'private_address' })
  },
)

test('a public name is taken, and one that nobody has is found out when it is sent to', async () => {
  expect(await rules.resolve('outside.example.com')).toEqual([{ address: '9.9.9.9', family: 4 }])
  expect(await refusedAddress(rules, 'https://outside.example.com/')).toBeUndefined()
  expect(await refusedAddress(rules, 'https://nobody.example.com/')).toBeUndefined()
  expect(await postOnce(rules, { ...POST, url: 'https://nobody.example.com/' })).toEqual({
    problem: 'no_such_host',
  })
})

test('a name that is public when it is named and private when it is sent to is refused then', async () => {
  const url = 'https://rebinding.example.com/'
  NAMES['rebinding.example.com'] = ['9.9.9.9']
  expect(await refusedAddress(rules, url)).toBeUndefined()
  NAMES['rebinding.example.com'] = ['169.254.169.254']
  expect(await postOnce(rules, { ...POST, url })).toEqual({ problem: 'private_address' })
})
