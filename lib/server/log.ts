import 'server-only'
import type { Log } from './clock.ts'

const MAX_LINE = 2000

/**
 * The server's log: one line each, and none of the `secrets` in it, whoever put it there. Writes to standard error, so
 * that standard output stays what `npm start` says.
 */
export function createLog(
  secrets: readonly (string | undefined)[],
  write: (line: string) => void = (line) => process.stderr.write(`${line}\n`),
): Log {
  const hidden = secrets.filter((secret) => secret !== undefined && secret.length >= 4)
  return (level, message, fields = {}) => {
    const details = Object.entries(fields).map(([key, value]) => ` ${key}=${JSON.stringify(value)}`)
    let line = `${level} ${message}${details.join('')}`.replace(/[\r\n]+/g, ' ')
    for (const secret of hidden) line = line.replaceAll(secret ?? '', '[secret]')
    write(line.slice(0, MAX_LINE))
  }
}
