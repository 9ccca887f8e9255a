import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { download, type DownloadRules } from './download.ts'
import { namesPrivateHost, resolveTarget } from './download-target.ts'
import { createScratch, type Scratch } from './scratch.ts'
import { sendRequest } from './send-request.ts'

let directory: string
let scratch: Scratch
/** A server of this machine that must not be reached. */
let inside: http.Server
let origin: string
let reached = 0
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-target-'))
  scratch = createScratch(directory)
  inside = http.createServer((_request, response) => {
    reached += 1
    response.end('secret')
  })
  await new Promise<void>((listening) => inside.listen(0, '127.0.0.1', listening))
  origin = `http://127.0.0.1:${(inside.address() as AddressInfo).port}`
})
beforeEach(() => {
  reached = 0
})
afterAll(async () => {
  await new Promise((closed) => inside.close(closed).closeAllConnections())
  await rm(directory, { recursive: true, force: true })
})

const LIMITS = { image: 1_000_000, video: 1_000_000, audio: 1_000_000 }
const resolveNothing = () => Promise.reject(new Error('ENOTFOUND'))

function get(rules: DownloadRules, url: string) {
  return download(rules, scratch, { url, limits: LIMITS, timeoutMs: 5000 })
}

async function expectRefused(work: Promise<unknown>, message = /./) {
  await expect(work).rejects.toMatchObject({
    name: 'DownloadError',
    kind: 'refused_address',
    message: expect.stringMatching(message),
  })
  expect(await readdir(directory)).toEqual([])
  expect(reached).toBe(0)
}

describe('refuses without asking', () => {
  test.each([
    'http://example.com/x.png',
    'https://127.0.0.1/x.png',
    'https://127.1/x.png',
    'https://2130706433/x.png',
    'https://0x7f000001/x.png',
    'https://0177.0.0.1/x.png',
    'https://0/x.png',
    'https://10.0.0.1/x.png',
    'https://169.254.169.254/latest/meta-data/',
    'https://100.100.100.200/latest/meta-data/',
    'https://[::1]/x.png',
    'https://[::]/x.png',
    'https://[::ffff:127.0.0.1]/x.png',
    'https://[::ffff:a9fe:a9fe]/x.png',
    'https://[64:ff9b::7f00:1]/x.png',
    'https://[fd00:ec2::254]/x.png',
    'https://[fe80::1]/x.png',
    'https://user:password@example.com/x.png',
    'https://user@example.com/x.png',
    'ftp://example.com/x.png',
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
    'javascript:alert(1)',
    '//example.com/x.png',
    'not an address',
    '',
  ])('%j', async (url) => {
    const rules = { trustedOrigins: new Set<string>(), resolve: resolveNothing }
    await expectRefused(get(rules, url))
  })

  test.each([
    [['127.0.0.1']],
    [['93.184.216.34', '127.0.0.1']],
    [['93.184.216.34', '::1']],
    [['::ffff:10.0.0.1']],
    [[]],
  ])('a name that stands for %j', async (addresses) => {
    const resolve = async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    const work = get({ trustedOrigins: new Set(), resolve }, 'https://example.com/x.png')
    await expectRefused(work, /private network/)
  })

  test('another port or scheme of a trusted host', async () => {
    await expectRefused(get({ trustedOrigins: new Set(['http://127.0.0.1:1']) }, origin))
    await expectRefused(get({ trustedOrigins: new Set([origin.replace('http:', 'https:')]) }, origin))
  })
})

test('a name that answers otherwise the second time is not asked a second time', async () => {
  const { port } = new URL(origin)
  const answers = ['93.184.216.34', '127.0.0.1']
  const resolve = async () => [{ address: answers.shift() ?? '', family: 4 }]
  const target = await resolveTarget(new URL(`https://rebind.test:${port}/`), {
    trustedOrigins: new Set(),
    resolve,
  })
  expect(target.addresses).toEqual([{ address: '93.184.216.34', family: 4 }])
  expect(answers).toEqual(['127.0.0.1'])

  // The connection goes where the target says: this name exists nowhere.
  const pinned = {
    url: new URL(`http://rebind.invalid:${port}/`),
    addresses: [{ address: '127.0.0.1', family: 4 }],
  }
  const answer = await sendRequest(pinned, { headers: {}, signal: AbortSignal.timeout(5000) })
  await answer.body.cancel()
  expect(answer.status).toBe(200)
  expect(reached).toBe(1)
})

describe('names a private host, without anybody being asked', () => {
  test.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://10.1.2.3/',
    'http://[::1]:3000/',
    'http://[::ffff:192.168.1.1]/',
    'http://169.254.169.254/latest/meta-data',
    'http://localhost:3000/',
    'http://LOCALHOST./',
    'http://a.localhost/',
    'http://nas.local/',
    'http://metadata.google.internal/',
    'http://router.home.arpa/',
  ])('%s', (url) => expect(namesPrivateHost(new URL(url))).toBe(true))

  test.each([
    'https://example.com/',
    'https://93.184.216.34/',
    'https://localhost.example.com/',
    'https://mylocal/',
  ])('not %s', (url) => expect(namesPrivateHost(new URL(url))).toBe(false))
})
