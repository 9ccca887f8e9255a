import 'server-only'
import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeImpostor, makePhoto, makeTone, makeVideo } from '#lib/server/testing/sample-media.ts'

export interface ServedMedia extends AsyncDisposable {
  origin: string
  path(name: string): string
  /** A `data:` address of a file. */
  data(name: string, type: string): Promise<string>
}

/**
 * Real references on this machine's own HTTP: wide.jpg (16:9), tall.png (9:16), tiny.jpg (too small), clip.mp4 (480p, 3 s),
 * tone.wav (3 s), page.png (HTML), half.jpg and half.mp4 (cut off).
 */
export async function serveMedia(): Promise<ServedMedia> {
  const directory = await mkdtemp(join(tmpdir(), 'seedreel-references-'))
  const path = (name: string) => join(directory, name)
  await makePhoto(path('wide.jpg'), { width: 800, height: 450 })
  await makePhoto(path('tall.png'), { width: 450, height: 800, format: 'png' })
  await makePhoto(path('tiny.jpg'), { width: 100, height: 100 })
  await makeVideo(path('clip.mp4'), { width: 864, height: 496, seconds: 3 })
  await makeTone(path('tone.wav'), { seconds: 3, hz: 440 })
  await makeImpostor(path('page.png'))
  await writeFile(path('half.jpg'), (await readFile(path('wide.jpg'))).subarray(0, 9000))
  await writeFile(path('half.mp4'), (await readFile(path('clip.mp4'))).subarray(0, 20_000))
  const server = createServer((request, answer) => {
    const file = createReadStream(path((request.url ?? '').slice(1)))
    file.on('error', () => answer.writeHead(404).end()).pipe(answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    path,
    data: async (name, type) => `data:${type};base64,${(await readFile(path(name))).toString('base64')}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
