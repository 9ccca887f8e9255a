import { createReadStream } from 'node:fs'
import { appendFile, stat, truncate } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { signIn } from '#e2e/member.ts'
import { makeVideo } from '#lib/server/testing/sample-media.ts'
import { startStudio } from '#lib/server/testing/studio-process.ts'
import { startEmptyApp } from './empty-app.ts'
import { median, printTable } from './figures.ts'
import { residentMegabytes } from './process-figures.ts'

const MEGABYTES = 190
const ROUNDS = 3

interface Upload {
  megabytesPerSecond: number
  /** Resident megabytes at most, above what it was before. */
  growth: number
}

interface Target {
  url: string
  pid: number
  headers: Readonly<Record<string, string>>
}

/** One large clip, beside a route that only streams it to the disk and hashes it. */
export async function bench(scratch: string): Promise<void> {
  const empty = await startEmptyApp({ BENCH_FILE: join(scratch, 'floor.bin') })
  const studio = await startStudio({ dataDir: join(scratch, 'studio') })
  try {
    const { cookie } = await signIn(studio.ownerLink)
    const bare: Target = { url: `${empty.origin}/api/store`, pid: empty.pid, headers: {} }
    const ours: Target = {
      url: `${studio.origin}/api/media?fileName=large.mp4`,
      pid: studio.pid,
      headers: { cookie, origin: studio.origin },
    }
    const results: Upload[][] = [[], []]
    for (let round = 0; round < ROUNDS; round += 1) {
      // Another file each time: the studio keeps the same bytes once.
      const path = join(scratch, `large-${round}.mp4`)
      await makeLargeClip(path, round)
      results[0]?.push(await upload(path, bare))
      results[1]?.push(await upload(path, ours))
    }
    const [floor = [], own = []] = results
    const row = (name: string, value: (results: readonly Upload[]) => number) => {
      const [anchor, figure] = [value(floor), value(own)]
      return [name, anchor, figure, figure / anchor]
    }
    printTable(`Upload of ${MEGABYTES} MiB, ${ROUNDS} times`, [
      ['', 'bare route', 'studio', 'ratio'],
      row('MB/s, median', (uploads) => median(uploads.map(({ megabytesPerSecond }) => megabytesPerSecond))),
      row('memory above the start of an upload, most, MB', (uploads) =>
        Math.max(...uploads.map(({ growth }) => growth)),
      ),
    ])
  } finally {
    await studio.stop()
    await empty.stop()
  }
}

/** A real clip with a `free` box behind it: large, and quickly made. */
async function makeLargeClip(path: string, round: number): Promise<void> {
  await makeVideo(path, { width: 640, height: 360, seconds: 2, audio: true })
  const { size } = await stat(path)
  const box = Buffer.alloc(16)
  const length = MEGABYTES * 2 ** 20 - size
  box.writeUInt32BE(length, 0)
  box.write('free', 4)
  box.writeUInt32BE(round, 8)
  await appendFile(path, box)
  await truncate(path, size + length)
}

async function upload(path: string, target: Target): Promise<Upload> {
  const before = await residentMegabytes(target.pid)
  const memory = [before]
  const sampler = setInterval(
    () => void residentMegabytes(target.pid).then((value) => memory.push(value)),
    50,
  )
  const started = performance.now()
  await put(path, target).finally(() => clearInterval(sampler))
  const seconds = (performance.now() - started) / 1000
  return { megabytesPerSecond: (MEGABYTES * 2 ** 20) / 1e6 / seconds, growth: Math.max(...memory) - before }
}

async function put(path: string, { url, headers }: Target): Promise<void> {
  const { size } = await stat(path)
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const outgoing = request(
      url,
      { method: 'PUT', headers: { ...headers, 'content-length': size, 'content-type': 'video/mp4' } },
      (incoming) => {
        incoming.resume()
        incoming.on('end', () => resolve(incoming.statusCode))
      },
    )
    outgoing.on('error', reject)
    createReadStream(path, { highWaterMark: 2 ** 18 }).pipe(outgoing)
  })
  if (status !== 201) throw new Error(`The upload was answered with ${status}`)
}
