import { parseArgs } from 'node:util'
import { readEnv } from '#lib/server/env.ts'
import { openServices } from '#lib/server/services.ts'

/*
 * A studio without its pages as a process of its own, for tests that kill it: what works by itself, on the data of --data and --database.
 * Posts may go to --trust, an origin on this machine, which no studio can be told by its settings.
 * node --conditions=react-server lib/server/testing/webhook-process.ts --data DIR --database URL --trust ORIGIN
 */
const { values } = parseArgs({
  options: { data: { type: 'string' }, database: { type: 'string' }, trust: { type: 'string', default: '' } },
})
const settings = readEnv(
  { DATA_DIR: values.data, DATABASE_URL: values.database, SANDBOX_SPEED: '0' },
  { directory: process.cwd(), hostNames: [] },
)
const services = await openServices(settings, { trustedOrigins: new Set([values.trust]) })
await services.start()
process.stdout.write('ready\n')
