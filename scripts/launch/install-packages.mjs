import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NODE, ROOT } from './paths.mjs'
import { fail, run } from './run.mjs'

/** `npm ci` when what is installed is not what the lock file says. Says so first: it takes a minute or two. */
export async function ensureInstalled() {
  if (isInstalled()) return
  console.error('Installing packages. This takes a minute or two, and is done once.')
  // Started by npm, we use the very same one.
  const npm = process.env.npm_execpath?.endsWith('.js')
    ? [process.execPath, process.env.npm_execpath]
    : ['npm']
  const [command, ...args] = npm
  const { code, output } = await run(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (code === 127)
    fail('npm was not found. It comes with Node: install Node from https://nodejs.org and try again.')
  if (code !== 0)
    fail(
      'The packages could not be installed. Check the connection to the npm registry and try again.',
      output,
    )
  if (!isInstalled())
    fail('The packages are not complete after npm ci. Delete node_modules and try again.', output)
}

/** npm writes down what it installed, last of all. */
function isInstalled() {
  const done = join(ROOT, 'node_modules', '.package-lock.json')
  if (!existsSync(done) || !existsSync(NODE)) return false
  const wanted = readPackages(join(ROOT, 'package-lock.json'))
  const installed = readPackages(done)
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || optional || devOptional || installed[path]?.version === version,
  )
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? {}
  } catch {
    return {}
  }
}
