import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { startStudio } from '#lib/server/testing/studio-process.ts'
import { callHttp, type HttpCall } from './http-call.ts'

/* What must not answer at all: pages under a foreign name, the image optimiser, the sandbox where it is off. */

const origin = process.env['STUDIO_ORIGIN'] ?? ''

test('pages are for our own names only, however their address is written', async () => {
  const paths = [
    '/',
    '/sign-in',
    '//sign-in',
    '/%73ign-in',
    '/sign-in/',
    '/sign-in?_rsc=1',
    '/sign-in.rsc',
    '/api/../sign-in',
    '/_next/../sign-in',
    '/_next/static/../../sign-in',
    '/api',
    '/enter/',
    '/sandbox',
    '/icon.svg',
    '/_next/data/x/sign-in.json',
    '/v1/videos',
    '/nothing',
  ]
  for (const path of paths) {
    for (const headers of [
      { host: 'evil.example' },
      { host: 'evil.example', 'x-forwarded-host': new URL(origin).host },
      { host: 'evil.example', 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
      { host: 'evil.example', rsc: '1', 'next-router-prefetch': '1' },
    ])
      await expectStatus({ path, headers }, 421, `${path} ${JSON.stringify(headers)}`)
  }
})

test('the image optimiser of Next is off', async () => {
  for (const url of [
    '/icon.svg',
    '/api/studio',
    'https://example.com/a.png',
    'http://169.254.169.254/',
    '//evil.example/a.png',
  ])
    await expectStatus({ path: `/_next/image?url=${encodeURIComponent(url)}&w=640&q=75` }, 404, url)
})

test.describe('the sandbox is off', () => {
  for (const [what, settings] of Object.entries({
    'where others can reach it': { HOST: '0.0.0.0' },
    'where a real provider is set': {
      SEEDANCE_PROVIDER: 'gateway',
      SEEDANCE_BASE_URL: 'http://127.0.0.1:9/api/v3',
      SEEDANCE_API_KEY: 'sk-not-a-real-key',
    },
  })) {
    test(what, async () => {
      const directory = await mkdtemp(join(tmpdir(), 'seedreel-off-'))
      // It listens on this machine alone all the same; the setting is what counts.
      const other = await startStudio({ dataDir: directory, settings })
      try {
        for (const path of [
          '/sandbox/api/v3/contents/generations/tasks',
          '/sandbox/v1/videos',
          '/sandbox/_count',
          '/sandbox/files/a/video.mp4',
        ]) {
          const answer = await callHttp(other.origin, { path, headers: { authorization: 'Bearer x' } })
          expect([path, answer.status]).toEqual([path, 404])
        }
      } finally {
        await other.stop()
        await rm(directory, { recursive: true, force: true })
      }
    })
  }
})

async function expectStatus(call: HttpCall, status: number, what: string): Promise<void> {
  expect.soft((await callHttp(origin, call)).status, what).toBe(status)
}
