import { signIn } from '#e2e/member.ts'

/** A tab asks this often while something runs. */
const POLL_MS = 1000

export interface Viewers {
  /** Answers got by all of them together. */
  polls: number
  bytes: number
  stop(): Promise<void>
}

/** `count` signed-in tabs that poll for changes as the studio page does, spread over the second. */
export async function startViewers(ownerLink: string, count: number): Promise<Viewers> {
  const end = new AbortController()
  const viewers: Viewers = {
    polls: 0,
    bytes: 0,
    stop: async () => {
      end.abort()
      await Promise.all(loops)
    },
  }
  const loops: Promise<void>[] = []
  for (let index = 0; index < count; index += 1) {
    const member = await signIn(ownerLink)
    const loop = watch(member, viewers, { delay: (index * POLL_MS) / count, signal: end.signal })
    // Heard by whoever stops them.
    loop.catch(() => {})
    loops.push(loop)
  }
  return viewers
}

async function watch(
  member: Awaited<ReturnType<typeof signIn>>,
  viewers: Viewers,
  { delay, signal }: { delay: number; signal: AbortSignal },
): Promise<void> {
  let cursor = '0'
  await pause(delay)
  while (!signal.aborted) {
    const answer = await member.fetch(`/api/changes?after=${cursor}`)
    const text = await answer.text()
    viewers.polls += 1
    viewers.bytes += text.length
    // The body is not parsed: this process must not become what is measured.
    cursor = /^\{"cursor":(\d+)/.exec(text)?.[1] ?? cursor
    await pause(POLL_MS)
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
