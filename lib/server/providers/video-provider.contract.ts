import 'server-only'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { CanonicalRequest } from '#lib/seedance/request.ts'
import { freePort } from '#lib/server/testing/studio-process.ts'
import { type SandboxProcess, startSandboxProcess } from '#lib/server/testing/sandbox-process.ts'
import type { VideoProvider } from './video-provider.ts'

/** What every adapter must do, whatever its wire format. Run over real HTTP, with the sandbox as the other side. */
export function describeVideoProvider(
  name: string,
  can: { list: boolean; cancel: boolean },
  connect: (sandbox: SandboxProcess, changes?: { apiKey?: string; baseUrl?: string }) => VideoProvider,
): void {
  describe(name, () => {
    let sandbox: SandboxProcess
    let provider: VideoProvider
    beforeAll(async () => {
      sandbox = await startSandboxProcess()
      provider = connect(sandbox)
    })
    afterAll(() => sandbox.stop())

    const submit = (prompt: string, changes: Partial<CanonicalRequest> = {}) =>
      provider.submit({ request: requestWith(prompt, changes) })

    const finished = (taskId: string) =>
      vi.waitUntil(
        async () => {
          const task = await provider.check(taskId)
          return ['queued', 'running'].includes(task.status) ? undefined : task
        },
        { timeout: 20_000, interval: 50 },
      )

    test('a task is created, followed to its end, and its clip is read', async () => {
      const { taskId } = await submit('A paper boat')
      const task = await finished(taskId)
      expect(task).toMatchObject({ id: taskId, status: 'succeeded' })
      const url = task.videoUrl ?? ''
      const clip = await fetch(url, { headers: provider.resultHeaders(url) })
      expect(clip.status).toBe(200)
      expect(clip.headers.get('content-type')).toBe('video/mp4')
      expect((await clip.arrayBuffer()).byteLength).toBeGreaterThan(1000)
    })

    test('a picture travels as data', async () => {
      const { taskId } = await submit('The picture moves', {
        mode: 'i2v',
        references: [{ kind: 'image', role: 'first_frame', url: await pictureAsData() }],
      })
      expect((await finished(taskId)).status).toBe('succeeded')
    })

    test('the key goes to the provider alone', () => {
      expect(provider.resultHeaders('https://elsewhere.example/videos/x/content')).toEqual({})
      expect(provider.resultHeaders(`${sandbox.origin}.evil.example/sandbox/v1/videos/x/content`)).toEqual({})
    })

    test.each([
      [
        'a refusal',
        '#refuse',
        { kind: 'refused', status: 400, code: 'InputTextSensitiveContentDetected' },
        0,
      ],
      ['not now', '#429', { kind: 'deferred', status: 429, retryAfterMs: 1000 }, 0],
      ['a failure inside', '#500', { kind: 'lost', status: 500 }, 0],
      ['no answer, task created', '#drop', { kind: 'lost' }, 1],
      ['no answer, no task', '#drop-before', { kind: 'lost' }, 0],
    ])('a create that fails: %s', async (_, fault, error, created) => {
      const before = await sandbox.countTasks()
      await expect(submit(`A boat ${fault}`)).rejects.toMatchObject({ name: 'ProviderError', ...error })
      // Never sent twice.
      expect((await sandbox.countTasks()) - before).toBe(created)
    })

    test('a task that fails says so with its code', async () => {
      const { taskId } = await submit('A boat #fail:OutputVideoSensitiveContentDetected')
      const task = await finished(taskId)
      expect(task.status).toBe('failed')
      expect(task.error?.code).toBe('OutputVideoSensitiveContentDetected')
    })

    test('an unknown task', async () => {
      await expect(provider.check('task_of_nobody')).rejects.toMatchObject({ kind: 'not_found' })
    })

    test('an unreachable provider: nothing can have been started', async () => {
      const nobody = connect(sandbox, { baseUrl: `http://127.0.0.1:${await freePort()}/api/v3` })
      const request = requestWith('A boat')
      await expect(nobody.submit({ request })).rejects.toMatchObject({ kind: 'unreachable' })
      await expect(nobody.check('x')).rejects.toMatchObject({ kind: 'unavailable' })
      expect((await nobody.checkConnection()).ok).toBe(false)
    })

    test('a wrong key is refused, and never repeated in an error', async () => {
      const apiKey = 'sk-wrong-key-0123456789'
      const stranger = connect(sandbox, { apiKey })
      const error: unknown = await stranger
        .submit({ request: requestWith('A boat') })
        .catch((reason: unknown) => reason)
      expect(error).toMatchObject({ kind: 'refused', status: 401 })
      const report = await stranger.checkConnection()
      expect(report.ok).toBe(false)
      expect(JSON.stringify([error, report])).not.toContain(apiKey)
    })

    test('checking the connection starts nothing', async () => {
      const before = await sandbox.countTasks()
      const report = await provider.checkConnection()
      expect(report).toMatchObject({
        ok: true,
        message: { en: expect.stringContaining('Nothing was started') },
      })
      expect(await sandbox.countTasks()).toBe(before)
    })

    test('it has the methods that its format has', () => {
      expect({ list: 'checkMany' in provider, cancel: 'cancel' in provider }).toEqual(can)
      expect('find' in provider).toBe(can.list)
    })

    if (can.list) {
      test('many tasks are checked by one call, and one that is absent is unknown', async () => {
        const ids = await Promise.all(
          ['One', 'Two', 'Three'].map(async (prompt) => (await submit(prompt)).taskId),
        )
        const tasks = await provider.checkMany?.([...ids, 'task_of_nobody'])
        expect([...(tasks?.keys() ?? [])].toSorted()).toEqual(ids.toSorted())
      })

      test('a lost task is found again by what it echoes', async () => {
        const since = Date.now() - 60_000
        const safetyIdentifier = `gen_${since}`
        await expect(submit('A boat #drop', { safetyIdentifier })).rejects.toMatchObject({ kind: 'lost' })
        const found = await provider.find?.(since)
        expect(found?.complete).toBe(true)
        expect(found?.tasks.filter((task) => task.safetyIdentifier === safetyIdentifier)).toHaveLength(1)
      })
    }

    if (can.cancel) {
      test('a finished task is not thrown away by cancelling', async () => {
        const { taskId } = await submit('A boat')
        await finished(taskId)
        await expect(provider.cancel?.(taskId)).rejects.toMatchObject({ kind: 'refused' })
        expect((await provider.check(taskId)).status).toBe('succeeded')
      })
    }
  })
}

async function pictureAsData(): Promise<string> {
  const picture = sharp({ create: { width: 640, height: 360, channels: 3, background: 'teal' } })
  return `data:image/jpeg;base64,${(await picture.jpeg().toBuffer()).toString('base64')}`
}

function requestWith(prompt: string, changes: Partial<CanonicalRequest> = {}): CanonicalRequest {
  return {
    model: 'doubao-seedance-2-0-260128',
    mode: 't2v',
    modeIsExplicit: false,
    prompt,
    references: [],
    duration: 4,
    resolution: '480p',
    ratio: '16:9',
    ...changes,
  }
}
