import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Certificate, makeCertificate } from '#lib/server/testing/certificate.ts'
import { startReceiver, verifyWebhook, type WebhookReceiver } from '#lib/server/testing/webhook-receiver.ts'
import { postOnce, type PostRules, refusedAddress } from './post-webhook.ts'
import { createWebhookSecrets, printSecret, signedHeaders } from './webhook-secrets.ts'

const NOBODY: PostRules = {
  trustedOrigins: new Set(),
  resolve: async () => [{ address: '127.0.0.1', family: 4 }],
}
const PUBLIC: PostRules = {
  trustedOrigins: new Set(),
  resolve: async () => [{ address: '9.9.9.9', family: 4 }],
}
const OFFLINE: PostRules = {
  trustedOrigins: new Set(),
  resolve: () => Promise.reject(new Error('ENOTFOUND')),
}
const POST = { headers: {}, body: '{}', timeoutMs: 5000 }

let certificate: Certificate
let plain: WebhookReceiver
let secure: WebhookReceiver

beforeAll(async () => {
  certificate = await makeCertificate('hooks.test')
  plain = await startReceiver()
  secure = await startReceiver(certificate)
})

afterAll(async () => {
  await plain.stop()
  await secure.stop()
})

/** 127.0.0.1 and its like, in every spelling that anything on the way reads. */
const PRIVATE = [
  'https://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0x7f.0.0.1/',
  'https://017700000001/',
  'https://0177.0.0.01/',
  'https://0/',
  'https://0.0.0.0/',
  'https://[::1]/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[::127.0.0.1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[2002:7f00:1::]/',
  'https://[fe80::1]/',
  'https://[fc00::1]/',
  'https://10.0.0.1/',
  'https://172.16.0.1/',
  'https://192.168.1.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://168.63.129.16/',
  'https://100.64.0.1/',
  'https://224.0.0.1/',
  'https://255.255.255.255/',
  // Whatever a name server says of them.
  'https://localhost/',
  'https://studio.localhost/',
  'https://printer.local/',
  'https://metadata.google.internal/',
  'https://１２７.0.0.1/',
  'https://127。0。0。1/',
  // A name of somebody's that leads inside.
  'https://inside.example.com/',
  'https://user:secret@example.com/',
]

test.each(PRIVATE)('%s is refused when it is named, and again when it is sent to', async (url) => {
  const refused = await refusedAddress(NOBODY, url)
  expect(refused?.en).toMatch(/private network/)
  expect(await postOnce(NOBODY, { ...POST, url })).toEqual({ problem: 'private_address' })
})

test('a name of this network is refused though nobody knows it', async () => {
  for (const url of ['https://localhost/', 'https://printer.local/', 'https://db.internal:8443/'])
    expect((await refusedAddress(OFFLINE, url))?.en).toMatch(/private network/)
})

test('without TLS nothing is taken, and what is no address neither', async () => {
  expect((await refusedAddress(PUBLIC, 'http://example.com/'))?.en).toMatch(/https/)
  expect(await postOnce(PUBLIC, { ...POST, url: 'http://example.com/' })).toEqual({
    problem: 'private_address',
  })
  for (const url of ['file:///etc/passwd', 'gopher://example.com/', 'ftp://example.com/'])
    expect(await refusedAddress(PUBLIC, url)).toBeDefined()
  expect(await refusedAddress(PUBLIC, 'https://example.com/done?x=1')).toBeUndefined()
})

test('one private address among public ones refuses all; a name that was public when it was named is looked at anew', async () => {
  const answers = [['9.9.9.9'], ['9.9.9.9', '10.0.0.1']]
  const rules: PostRules = {
    trustedOrigins: new Set(),
    resolve: async () => (answers.shift() ?? []).map((address) => ({ address, family: 4 })),
  }
  expect(await refusedAddress(rules, 'https://rebinding.example.com/')).toBeUndefined()
  expect(await postOnce(rules, { ...POST, url: 'https://rebinding.example.com/' })).toEqual({
    problem: 'private_address',
  })
})

test('a name that can’t be found now is no reason to refuse it, and is said when it is sent to', async () => {
  const rules = OFFLINE
  expect(await refusedAddress(rules, 'https://tomorrow.example.com/')).toBeUndefined()
  expect(await postOnce(rules, { ...POST, url: 'https://tomorrow.example.com/' })).toEqual({
    problem: 'no_such_host',
  })
})

test('a redirect into a private network is an answer, and is not followed', async () => {
  const rules: PostRules = { trustedOrigins: new Set([plain.origin]) }
  const trap = await startReceiver()
  plain.answers.push((response) => response.writeHead(307, { location: trap.origin }).end())
  expect(await postOnce(rules, { ...POST, url: plain.origin })).toMatchObject({
    status: 307,
    problem: 'refused',
  })
  expect(trap.received).toEqual([])
  await trap.stop()
})

test('whoever says nothing, or never stops, is left', async () => {
  const rules: PostRules = { trustedOrigins: new Set([plain.origin]) }
  plain.answers.push('silence')
  expect(await postOnce(rules, { ...POST, url: plain.origin, timeoutMs: 200 })).toEqual({
    problem: 'timeout',
  })
  plain.answers.push((response) => {
    response.writeHead(200)
    response.write('drip')
  })
  expect(await postOnce(rules, { ...POST, url: plain.origin, timeoutMs: 300 })).toEqual({
    status: 200,
    answer: '',
  })
  const lost = { trustedOrigins: rules.trustedOrigins, resolve: () => new Promise<never>(() => {}) }
  expect(await postOnce(lost, { ...POST, url: 'https://slow.example.com', timeoutMs: 200 })).toEqual({
    problem: 'timeout',
  })
  expect(
    await postOnce(
      { trustedOrigins: new Set(['http://127.0.0.1:9']) },
      { ...POST, url: 'http://127.0.0.1:9' },
    ),
  ).toEqual({
    problem: 'no_connection',
  })
})

test('over TLS the certificate is checked, and what is sent is signed as Standard Webhooks says', async () => {
  const rules: PostRules = { trustedOrigins: new Set([secure.origin]) }
  expect(await postOnce(rules, { ...POST, url: secure.origin })).toEqual({ problem: 'no_connection' })
  expect(secure.received).toEqual([])
  const secret = createWebhookSecrets('session secret').ofWebhook('salt')
  const at = 1_790_000_000_000
  const body = JSON.stringify({ said: '灯塔' })
  const headers = signedHeaders(secret, { id: 'dlv_1', at, body })
  const trusting = { ...rules, authority: certificate.cert }
  expect(await postOnce(trusting, { ...POST, url: `${secure.origin}/x`, headers, body })).toEqual({
    status: 204,
    answer: '',
  })
  const [got] = secure.received
  expect(got).toMatchObject({ path: '/x', body, headers: { 'content-type': 'application/json' } })
  expect(got && verifyWebhook(got, printSecret(secret), at)).toBe(true)
  expect(got && verifyWebhook(got, printSecret(secret), at + 3_600_000)).toBe(false)
})

test('the address of a hint fits its generation and no other, nor a secret of another studio', () => {
  const [one, other] = [createWebhookSecrets('one'), createWebhookSecrets('other')]
  const hint = one.hintFor('gen_1')
  expect(one.readHint(hint)).toBe('gen_1')
  expect(one.readHint(hint.replace('gen_1', 'gen_2'))).toBeUndefined()
  expect(other.readHint(hint)).toBeUndefined()
  for (const strange of ['', 'gen_1', `${hint}x`, 'gen_1.', '../..', `gen_1.${'A'.repeat(43)}`])
    expect(one.readHint(strange)).toBeUndefined()
})
