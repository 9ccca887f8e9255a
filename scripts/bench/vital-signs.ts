import { cpuMs, residentMegabytes } from './process-figures.ts'

const EVERY_MS = 100

export interface VitalSigns {
  /** ms that GET of the address took, asked for every 100 ms. */
  latencies: number[]
  /** Resident megabytes, a sample every 100 ms. */
  memory: number[]
  /** Used since the start. */
  cpuMs(): Promise<number>
  stop(): Promise<void>
}

/** Watches a server process from outside: does it answer, and how large does it get. */
export async function watchProcess(pid: number, url: string): Promise<VitalSigns> {
  const [latencies, memory]: number[][] = [[], []]
  const atStart = await cpuMs(pid)
  const end = new AbortController()
  const loop = async () => {
    while (!end.signal.aborted) {
      const asked = performance.now()
      await (await fetch(url)).arrayBuffer()
      latencies?.push(performance.now() - asked)
      memory?.push(await residentMegabytes(pid))
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
    }
  }
  const done = loop()
  // Heard by whoever stops it: a server that another failure stopped must not end the whole run without its reason.
  done.catch(() => {})
  return {
    latencies: latencies ?? [],
    memory: memory ?? [],
    cpuMs: async () => (await cpuMs(pid)) - atStart,
    stop: async () => {
      end.abort()
      await done
    },
  }
}
