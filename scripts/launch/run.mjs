import { spawn } from 'node:child_process'
import { ENVIRONMENT, ROOT } from './paths.mjs'

/** Children under way: they end when we do. */
const running = new Set()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal)
  })
}

/**
 * Runs a program to its end. `output` is both its streams, kept whole; with `show` they are passed on as well.
 * @param {string} command
 * @param {string[]} args
 * @param {{ show?: boolean, timeoutMs?: number, env?: Record<string, string> }} [options]
 * @returns {Promise<{ code: number, output: string, stdout: string }>} code 124 when it took too long, 127 when there is no such program
 */
export function run(command, args, { show = false, timeoutMs, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...ENVIRONMENT, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(child)
    let output = ''
    let stdout = ''
    let isLate = false
    const timer = timeoutMs && setTimeout(() => ((isLate = true), child.kill('SIGKILL')), timeoutMs)
    child.stdout.on('data', (chunk) => {
      output += chunk
      stdout += chunk
      if (show) process.stdout.write(chunk)
    })
    child.stderr.on('data', (chunk) => {
      output += chunk
      if (show) process.stderr.write(chunk)
    })
    const end = (code) => {
      clearTimeout(timer)
      running.delete(child)
      resolve({ code, output, stdout })
    }
    child.on('error', () => end(127))
    child.on('close', (code, signal) => end(isLate ? 124 : (code ?? (signal ? 130 : 1))))
  })
}

/** Ends the whole program with what a failed step said. */
export function fail(sentence, output = '') {
  if (output.trim() !== '') console.error(output.trimEnd().split('\n').slice(-60).join('\n'))
  console.error(sentence)
  process.exit(1)
}
