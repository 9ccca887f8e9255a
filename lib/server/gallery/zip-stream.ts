import 'server-only'
import { makeZip } from 'client-zip'

export interface ZipEntry {
  name: string
  lastModified: Date
  input: Uint8Array | AsyncIterable<Uint8Array>
}

/** Written while it is read, one entry after another, stored as they are. What goes wrong with an entry breaks the whole off. */
export function zipStream(entries: AsyncGenerator<ZipEntry>): ReadableStream<Uint8Array> {
  const reader = makeZip(entries).getReader()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      async cancel(reason) {
        await reader.cancel(reason).catch(() => undefined)
        // The one file that is open: nobody else closes it when the reader goes away.
        await entries.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}

/** The length was promised before the first byte. */
export async function* exactly(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  bytes: number,
): AsyncGenerator<Uint8Array> {
  let left = bytes
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    left -= value.byteLength
    yield value
  }
  if (left !== 0) throw new Error(`a clip has ${bytes - left} bytes, ${bytes} were promised`)
}
