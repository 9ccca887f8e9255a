import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { caller, PLAIN, TASKS } from './testing/open-test-sandbox.ts'

const cleanUps: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

interface Served {
  call: ReturnType<typeof caller>
  kill(signal: NodeJS.Signals): Promise<number | null>
}

/** The sandbox as a process of its own, killed after the test. */
async function serve(directory: string, flags: readonly string[] = []): Promise<Served> {
  const script = join(import.meta.dirname, 'serve.ts')
  const args = [
    '--conditions=react-server',
    '--no-warnings',
    script,
    '--data',
    directory,
    '--rendering',
    'off',
  ]
  const child = spawn(process.execPath, [...args, ...flags])
  cleanUps.push(() => void child.kill('SIGKILL'))
  const { port } = await readReady(child)
  return {
    call: caller(() => `http://127.0.0.1:${port}/sandbox`),
    async kill(signal) {
      const exit = once(child, 'exit')
      child.kill(signal)
      const [code] = await exit
      return code
    },
  }
}

function readReady(child: ChildProcessWithoutNullStreams): Promise<{ ready: boolean; port: number }> {
  return new Promise((resolve, reject) => {
    let errors = ''
    child.stdout.on('data', (line: Buffer) => resolve(JSON.parse(line.toString())))
    child.stderr.on('data', (text: Buffer) => (errors += text.toString()))
    child.on('exit', () => reject(new Error(errors)))
  })
}

test('after kill -9 every task that was answered for goes on and ends once', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'seedreel-served-'))
  cleanUps.push(() => rm(directory, { recursive: true, force: true }))
  const answered: string[] = []
  for (let round = 0; round < 3; round += 1) {
    const { call, kill } = await serve(directory, ['--speed', '0'])
    const creates = Array.from({ length: 8 }, async () => {
      const { body } = await call('POST', TASKS, PLAIN)
      answered.push(String(body['id']))
    })
    // Killed with the first answers out and the others under way.
    await Promise.race(creates)
    await kill('SIGKILL')
    await Promise.allSettled(creates)
  }
  const { call, kill } = await serve(directory, ['--speed', '0', '--key', 'sk-test'])
  const list = async (status: string) => {
    const { body } = await call('GET', `${TASKS}?page_size=100&filter.status=${status}`)
    return JSON.parse(JSON.stringify(body))
  }
  await expect
    .poll(async () => [(await list('queued')).total, (await list('running')).total], { timeout: 20_000 })
    .toEqual([0, 0])
  const { items, total } = await list('succeeded')
  const ids = new Set(items.map((task: { id: string }) => task.id))
  expect(answered.filter((id) => !ids.has(id))).toEqual([])
  expect(answered.length).toBeGreaterThanOrEqual(3)
  expect((await call('GET', '/_count')).body).toEqual({ tasks: total })
  for (const task of items)
    expect((await fetch(task.content.video_url)).headers.get('content-type')).toBe('video/mp4')
  expect(await kill('SIGTERM')).toBe(0)
}, 60_000)

test('says what is missing', async () => {
  await expect(serve('', ['--data', ''])).rejects.toThrow('--data DIR')
})
