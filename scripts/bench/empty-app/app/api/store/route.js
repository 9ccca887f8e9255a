import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

export const dynamic = 'force-dynamic'

/** The least that an upload can be: streamed to the disk, hashed on the way. */
export async function PUT(request) {
  const file = await open(process.env.BENCH_FILE, 'w')
  const hash = createHash('sha256')
  try {
    for await (const chunk of request.body) {
      hash.update(chunk)
      await file.write(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return Response.json({ sha256: hash.digest('hex') }, { status: 201 })
}
