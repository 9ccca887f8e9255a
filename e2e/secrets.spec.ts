import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, type Response, test } from '@playwright/test'
import { type SandboxProcess, startSandboxProcess } from '#lib/server/testing/sandbox-process.ts'
import { type StudioProcess, startStudio } from '#lib/server/testing/studio-process.ts'
import { type GossipingGateway, startGossipingGateway } from './gossiping-gateway.ts'
import { makeSamples } from './sample-files.ts'
import { filesBelow, findTraces, formsOf, rowsOf } from './secret-traces.ts'

/*
 * A whole run with a known key against a provider that repeats it wherever it can. Afterwards the key must stand nowhere:
 * not in the built bundles, not in a request or response of the browser, not in a line of the log, not in a file, not in the
 * database. Neither must the provider's address in anything that leaves the server.
 */

/** In no form that anything would recognise as a key, and with characters that every encoding changes. */
const KEY = 'Zq7+Kx/9seedreel=known&key%of:the~run'
const OWNER_TOKEN = 'owner-token-0f-the-secret-run'
const ROOT = join(import.meta.dirname, '..')

const MODEL = 'doubao-seedance-2-0-fast-260128'
const ENDED = ['succeeded', 'failed', 'cancelled', 'expired']
/** What becomes of a prompt; `uncertain` and `saving` wait for a time that this run does not have. */
const PROMPTS: Record<string, string[]> = {
  '': ['succeeded'],
  '#refuse': ['failed'],
  '#fail:InternalServiceError': ['failed'],
  '#drop:1': ['uncertain', 'running', 'saving', 'succeeded'],
  '#500:1': ['uncertain', 'failed', 'succeeded'],
  '#429:1': ['succeeded'],
  '#dead-address': ['saving'],
  '#truncated': ['saving'],
  '#gossip-400': ['failed'],
  '#gossip-401': ['failed'],
  '#gossip-500': ['uncertain', 'failed'],
  '#gossip-text': ['uncertain', 'failed'],
}

for (const { kind, base } of [
  { kind: 'gateway', base: '/api/v3' },
  { kind: 'ark', base: '/api/v3' },
  { kind: 'openai-videos', base: '/v1' },
] as const) {
  test(`a run with the provider ${kind} leaves no trace of its key`, async ({ browser }) => {
    test.setTimeout(180_000)
    const dataDir = await mkdtemp(join(tmpdir(), 'seedreel-secrets-'))
    const sandbox = await startSandboxProcess({ unlimited: true, key: KEY })
    const gateway = await startGossipingGateway(sandbox)
    const studio = await startStudio({
      dataDir,
      settings: {
        OWNER_TOKEN,
        SEEDANCE_PROVIDER: kind,
        SEEDANCE_BASE_URL: `${gateway.origin}${gateway.path}${base}`,
        SEEDANCE_API_KEY: KEY,
      },
    })
    const context = await browser.newContext({ storageState: { cookies: [], origins: [] } })
    try {
      const page = await context.newPage()
      const traffic = record(page)
      await wholeRun(page, { studio, gateway, sandbox, dataDir })
      const heard = await traffic()
      expect(heard.length).toBeGreaterThan(30)
      await expectNoTraces({ heard, studio, gateway, dataDir })
    } finally {
      await context.close()
      await studio.stop()
      await gateway.stop()
      await sandbox.stop()
      await rm(dataDir, { recursive: true, force: true })
    }
  })
}

test('the search finds a secret in every form', () => {
  for (const form of formsOf(KEY)) expect(findTraces({ key: KEY }, [['place', `x${form}y`]])).not.toEqual([])
  for (const before of ['', 'a', 'ab', 'abc']) {
    const packed = Buffer.from(`${before}${KEY}end`).toString('base64')
    expect(findTraces({ key: KEY }, [['place', packed]]), before).not.toEqual([])
  }
  expect(findTraces({ key: KEY }, [['place', 'nothing']])).toEqual([])
})

interface Run {
  studio: StudioProcess
  gateway: GossipingGateway
  sandbox: SandboxProcess
  dataDir: string
}

/** Sign in, look, upload, generate with every fault, look again, check the provider, download; with the key refused, with nobody there. */
async function wholeRun(page: Page, { studio, gateway, dataDir }: Run): Promise<void> {
  await page.goto(studio.ownerLink)
  await expect(page).toHaveURL(`${studio.origin}/`)
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toBeVisible()
  const { png } = await makeSamples(dataDir)
  const mediaId: string = Object(await upload(page, png.toString('base64'))).id
  await ask(page, 'POST', '/api/provider/check')
  const presses: [string, string[]][] = []
  for (const [fault, states] of Object.entries(PROMPTS))
    presses.push([await press(page, fault, mediaId), states])
  for (const [id, states] of presses) await waitFor(page, id, states)
  await page.reload()
  await expect(page.getByRole('region', { name: 'Takes' }).getByRole('article').first()).toBeVisible()
  await downloadFirst(page)
  gateway.refuseKey()
  expect(Object(await ask(page, 'POST', '/api/provider/check')).ok).toBe(false)
  await waitFor(page, await press(page, 'with a wrong key', mediaId), ['failed'])
  await gateway.stop()
  expect(Object(await ask(page, 'POST', '/api/provider/check')).ok).toBe(false)
  await press(page, 'with nobody there', mediaId)
  await page.reload()
  await page.waitForTimeout(1000)
}

/** Fetches inside of the page, so that the browser sees what a person's browser would see. */
function ask(page: Page, method: string, path: string, body?: unknown): Promise<unknown> {
  return page.evaluate(
    async ([verb, address, json]) => {
      const init = json === undefined ? {} : { body: json, headers: { 'content-type': 'application/json' } }
      const answer = await fetch(address ?? '', { method: verb ?? 'GET', ...init })
      const text = await answer.text()
      return text === '' ? undefined : JSON.parse(text)
    },
    [method, path, body === undefined ? undefined : JSON.stringify(body)],
  )
}

function upload(page: Page, base64: string): Promise<unknown> {
  return page.evaluate(async (text) => {
    const body = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
    const answer = await fetch('/api/media?fileName=fox.png', { method: 'PUT', body })
    return answer.json()
  }, base64)
}

async function press(page: Page, fault: string, mediaId: string): Promise<string> {
  const answer = await ask(page, 'POST', '/api/generations', {
    idempotencyKey: `press-${fault.replace(/\W/g, '-')}-of-the-run`,
    recipe: {
      model: MODEL,
      prompt: [{ mention: 'ref_1' }, { text: ` runs ${fault}` }],
      references: [{ id: 'ref_1', kind: 'image', role: 'reference_image', name: 'fox', mediaId }],
      settings: { resolution: '480p', ratio: '16:9', duration: 4 },
    },
  })
  return Object(answer).generations[0].id
}

/** An end that was not foreseen is told at once, with its reason. */
async function waitFor(page: Page, id: string, states: string[]): Promise<void> {
  let seen: { state: string; problem?: unknown } = { state: '' }
  await expect
    .poll(
      async () => {
        seen = Object(await ask(page, 'GET', `/api/generations/${id}`))
        return states.includes(seen.state) || ENDED.includes(seen.state)
      },
      { timeout: 60_000, message: `${id} becomes ${states.join(' or ')}` },
    )
    .toBe(true)
  expect(states, JSON.stringify(seen)).toContain(seen.state)
}

async function downloadFirst(page: Page): Promise<void> {
  const { generations } = Object(await ask(page, 'GET', '/api/generations'))
  const clip = generations.find((one: { clip?: { downloadUrl: string } }) => one.clip)?.clip
  const { bytes, hasRecipe } = await page.evaluate(async (address) => {
    const copy = await (await fetch(address)).arrayBuffer()
    const text = new TextDecoder('latin1').decode(copy)
    return { bytes: copy.byteLength, hasRecipe: text.includes('"format":"seedreel-recipe"') }
  }, clip.downloadUrl)
  // The recipe stands behind the clip, and what it says is searched like everything else.
  expect(bytes).toBeGreaterThan(clip.bytes)
  expect(hasRecipe).toBe(true)
}

/** Everything that went over the wire, both ways: addresses, headers, bodies. */
function record(page: Page): () => Promise<[string, Buffer][]> {
  const responses: Response[] = []
  page.on('response', (response) => responses.push(response))
  return async () =>
    Promise.all(
      responses.map(async (response): Promise<[string, Buffer]> => {
        const request = response.request()
        const isEnter = request.url().includes('/enter?')
        const sent = [
          isEnter ? 'the owner link' : request.url(),
          JSON.stringify(await request.allHeaders().catch(() => ({}))),
          request.postData() ?? '',
        ]
        const got = [
          JSON.stringify(await response.allHeaders().catch(() => ({}))),
          // A redirect has no body, and that of an old document is gone.
          await response.body().catch(() => ''),
        ]
        return [
          request.url().replace(/\?.*/, ''),
          Buffer.concat([...sent, ...got].map((part) => Buffer.from(part))),
        ]
      }),
    )
}

async function expectNoTraces({
  heard,
  studio,
  gateway,
  dataDir,
}: Omit<Run, 'sandbox'> & { heard: [string, Buffer][] }): Promise<void> {
  const ours: Record<string, string> = { key: KEY, 'owner token': OWNER_TOKEN }
  for (const name of ['session-secret', 'media-secret'])
    ours[name] = (await readFile(join(dataDir, name), 'utf8')).trim()
  const provider = {
    'provider address': gateway.origin.replace('http://', ''),
    'provider path': gateway.path,
  }
  const log: [string, string] = ['the log', studio.output()]
  // What is no secret is found in the same places: the search looks where it says.
  const control = { prompt: ' runs #gossip-400' }
  for (const places of [heard, filesBelow(dataDir), rowsOf(join(dataDir, 'seedreel.sqlite'))])
    expect(findTraces(control, places)).not.toEqual([])
  // The gateway's gossip did arrive, and something was taken out of it.
  expect(heard.some(([, bytes]) => bytes.includes('The key [removed] was used'))).toBe(true)
  expect(findTraces({ ...ours, ...provider }, [...heard, log])).toEqual([])
  // The addresses of results are kept until they are fetched; they and the provider's are for the server alone.
  expect(findTraces(ours, filesBelow(dataDir, /^(session|media)-secret$/))).toEqual([])
  expect(findTraces(ours, rowsOf(join(dataDir, 'seedreel.sqlite')))).toEqual([])
  expect(findTraces(ours, filesBelow(join(ROOT, '.next/static')))).toEqual([])
  expect(findTraces(ours, filesBelow(join(ROOT, '.next/server')))).toEqual([])
}
