import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** The Node that npm brings: the project runs on it whatever the system's version is. */
export const NODE = join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
export const NEXT = join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next')

/** What every program of the project runs with; `npx` finds the same Node as we do. */
export const ENVIRONMENT = {
  // Of a server's start 1 s in 2.3 is compiling, and of a media child's half; `next build` empties the folder.
  NODE_COMPILE_CACHE: join(ROOT, '.next', 'compile-cache'),
  ...process.env,
  NEXT_TELEMETRY_DISABLED: '1',
  PATH: `${join(ROOT, 'node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`,
}
