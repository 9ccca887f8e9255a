import 'server-only'
import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

/** Starts a process of ours that opens foreign files; it ends itself when it has grown to `maxMegabytes`. */
export function startMediaChild(
  script: 'inspect-child.ts' | 'playable-child.ts' | '../sequences/join-child.ts',
  maxMegabytes: number,
): ChildProcess {
  const path = join(/* turbopackIgnore: true */ process.cwd(), 'lib/server/media', script)
  const child = fork(/* turbopackIgnore: true */ path, [String(maxMegabytes)], {
    execArgv: ['--conditions=react-server', '--disable-warning=ExperimentalWarning'],
    // Nothing of ours: what opens foreign files must not know the provider's key.
    env: { NODE_ENV: 'production' },
    // FFmpeg writes a line for every broken macroblock.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  child.unref()
  child.channel?.unref()
  return child
}
