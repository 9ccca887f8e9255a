import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { ENVIRONMENT, NEXT, NODE, ROOT } from './paths.mjs'
import { fail, run } from './run.mjs'

const READY_TIMEOUT_MS = 60_000
/** A server that does not end by itself after being asked to. */
const STOP_TIMEOUT_MS = 10_000

/** Settings, checked, with the database up to date. Ends the program with one sentence when something is wrong. */
export async function prepare() {
  const script = join(ROOT, 'scripts', 'launch', 'prepare.ts')
  const { code, output, stdout } = await run(NODE, ['--conditions=react-server', '--no-warnings', script])
  if (code !== 0) fail(output.trim())
  const settings = JSON.parse(stdout)
  await checkPort(settings)
  return settings
}

/**
 * Runs `next start` or `next dev` until it ends, prints the link once the server answers, and ends with its code.
 * @param {'start' | 'dev'} command
 * @param {{ host: string, port: number, link: string }} settings
 */
export async function serve(command, { host, port, link }) {
  const isQuiet = command === 'start'
  // By the channel the server notices when we are gone, however we went: see start-services.ts.
  const server = spawn(NODE, [NEXT, command, '-H', host, '-p', String(port)], {
    cwd: ROOT,
    env: ENVIRONMENT,
    stdio: ['ignore', isQuiet ? 'pipe' : 'inherit', 'inherit', 'ipc'],
  })
  let said = ''
  server.stdout?.on('data', (chunk) => {
    said = (said + chunk).slice(-4000)
  })
  let isStopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      isStopping = true
      server.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal)
      setTimeout(() => server.kill('SIGKILL'), STOP_TIMEOUT_MS).unref()
    })
  }
  server.on('exit', (code) => {
    if (!isStopping && code !== 0) console.error(`${said.trim()}\nThe server stopped by itself.`)
    process.exit(isStopping ? 0 : (code ?? 1))
  })
  if (await isReady(host, port)) console.log(`Seedreel is ready: ${link}`)
  else {
    server.kill('SIGKILL')
    fail('The server did not answer within a minute of its start.', said)
  }
}

async function isReady(host, port) {
  const end = Date.now() + READY_TIMEOUT_MS
  while (Date.now() < end) {
    try {
      const answer = await fetch(`http://${dialName(host)}:${port}/api/health`)
      if (answer.status === 200) return true
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

/** A wildcard address is listened on, not dialled. */
function dialName(host) {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

const PORT_SENTENCES = {
  EADDRINUSE: (host, port) =>
    `Port ${port} is taken, perhaps by another Seedreel. Stop that one, or choose another port: PORT=${port + 1} npm start`,
  EACCES: (host, port) =>
    `This user may not listen on port ${port}. Choose one above 1023: PORT=3000 npm start`,
  EADDRNOTAVAIL: (host) => `HOST is ${host}, which is no address of this machine.`,
}

function checkPort({ host, port }) {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error) => {
      const sentence = PORT_SENTENCES[error.code]?.(host, port)
      fail(sentence ?? `Nothing can listen on ${host}:${port}: ${error.message}`)
    })
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve()))
  })
}
