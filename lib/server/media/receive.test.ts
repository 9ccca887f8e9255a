import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { receiveMedia } from './receive.ts'
import { createScratch, type Scratch } from './scratch.ts'

const LIMITS = { image: 100_000, video: 400_000, audio: 50_000 }
const WAV_START = Buffer.from('RIFF\0\0\0\0WAVEfmt ', 'latin1')
const PNG_START = Buffer.from(
  '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\0\0\0\0\0\0\0\0IDAT',
  'latin1',
)

let directory: string
let scratch: Scratch
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-receive-'))
  scratch = createScratch(directory)
})
afterAll(() => rm(directory, { recursive: true, force: true }))

/** `start`, then zeros up to `bytes`, in pieces of `piece`. */
function stream(start: Uint8Array, bytes: number, piece: number) {
  const whole = new Uint8Array(bytes)
  whole.set(start.subarray(0, bytes))
  const state = { position: 0, isCancelled: false }
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (state.position >= bytes) return controller.close()
        controller.enqueue(whole.subarray(state.position, state.position + piece))
        state.position += piece
      },
      cancel() {
        state.isCancelled = true
      },
    },
    { highWaterMark: 0 },
  )
  return { body, state }
}

test('recognises a file that comes byte by byte', async () => {
  const { body } = stream(WAV_START, 40, 1)
  const received = await receiveMedia(scratch, { body, contentLength: undefined, limits: LIMITS })
  expect(received).toMatchObject({ format: 'wav', kind: 'audio', bytes: 40 })
  await received.file.remove()
})

test('takes a file of exactly its cap', async () => {
  const { body } = stream(WAV_START, LIMITS.audio, 7_000)
  const received = await receiveMedia(scratch, { body, contentLength: undefined, limits: LIMITS })
  expect(received.bytes).toBe(LIMITS.audio)
  await received.file.remove()
})

test.each([
  ['a sound', WAV_START, LIMITS.audio + 1, /Sounds can have at most/],
  ['a picture', PNG_START, LIMITS.image + 1, /Pictures can have at most/],
])(
  'stops %s that turns out to be beyond its cap, and stops the sender',
  async (_name, start, bytes, message) => {
    const { body, state } = stream(start, bytes + 1_000_000, 10_000)
    const receiving = receiveMedia(scratch, { body, contentLength: undefined, limits: LIMITS })
    await expect(receiving).rejects.toMatchObject({
      kind: 'too_large',
      message: expect.stringMatching(message),
    })
    expect(state.isCancelled).toBe(true)
    expect(state.position).toBeLessThan(bytes + 100_000)
    expect(await readdir(directory)).toEqual([])
  },
)

test('does not read a byte of what says that it is beyond every cap', async () => {
  const { body, state } = stream(WAV_START, 100, 10)
  const receiving = receiveMedia(scratch, { body, contentLength: 400_001, limits: LIMITS })
  await expect(receiving).rejects.toMatchObject({ kind: 'too_large' })
  expect(state).toEqual({ position: 0, isCancelled: true })
})
