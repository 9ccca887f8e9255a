import 'server-only'
import { download, type DownloadRules } from '#lib/server/media/download.ts'
import { readFileStream } from '#lib/server/media/file-stream.ts'
import { REFERENCE_SIZE_LIMITS } from '#lib/server/media/receive.ts'
import type { Scratch } from '#lib/server/media/scratch.ts'
import type { FetchReference } from './read-references.ts'

const TIMEOUT_MS = 60_000

/** Opens references through the one door for foreign addresses, under its rules. */
export function createReferenceFetcher(rules: DownloadRules, scratch: Scratch): FetchReference {
  return async (url, signal) => {
    const limits = REFERENCE_SIZE_LIMITS
    const { file } = await download(rules, scratch, { url, limits, timeoutMs: TIMEOUT_MS, signal })
    try {
      return await readFileStream(file.path)
    } finally {
      // An open file is read to its end although its name is gone, so nobody has to remember to clear it.
      await file.remove()
    }
  }
}

/**
 * For a sandbox that is a process of its own, in tests and benches: every port of the same machine is trusted, which the door
 * would refuse otherwise.
 */
class LoopbackOrigins extends Set<string> {
  override has(origin: string): boolean {
    return /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(origin)
  }
}
export const LOOPBACK_RULES: DownloadRules = { trustedOrigins: new LoopbackOrigins() }
