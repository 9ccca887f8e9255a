/** The commands chosen last, newest first. */
import { readKept, writeKept } from './kept.ts'

const KEY = 'seedreel-recent-commands'
const MOST = 4

export function recentCommands(): string[] {
  const kept = readKept(KEY)
  return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : []
}

export function rememberCommand(id: string): void {
  writeKept(KEY, [id, ...recentCommands().filter((other) => other !== id)].slice(0, MOST))
}
