import 'server-only'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createLog } from '#lib/server/log.ts'
import { createInspector } from '#lib/server/media/inspector.ts'
import { createScratch } from '#lib/server/media/scratch.ts'
import { createCallbacks } from './callbacks.ts'
import { createReferenceFetcher, LOOPBACK_RULES } from './fetch-reference.ts'
import { createHttpFront } from './http-front.ts'
import { renderOnce } from './render-task.ts'
import { renderClip } from './render/render-clip.ts'
import { createSandbox } from './sandbox.ts'

/*
 * The sandbox as a process of its own, for tests that kill one side and not the other, and for benches:
 * node --conditions=react-server lib/server/sandbox/serve.ts --data DIR [--port 0] [--speed 1] [--key K] [--rendering off] [--limits off]
 *   [--origin URL of what stands in front of it] [--callbacks ORIGIN on this machine that may be called back]
 * It prints one line of JSON when it is ready: {"ready":true,"port":…,"origin":"http://127.0.0.1:…"}
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    data: { type: 'string' },
    speed: { type: 'string', default: '1' },
    key: { type: 'string' },
    rendering: { type: 'string', default: 'on' },
    limits: { type: 'string', default: 'on' },
    origin: { type: 'string' },
    callbacks: { type: 'string' },
  },
})
if (!values.data) throw new Error('Say where to keep the tasks: --data DIR')

let origin = ''
const log = createLog([values.key])
const inspector = createInspector()
const scratch = createScratch(join(values.data, 'scratch'))
const sandbox = createSandbox({
  databasePath: join(values.data, 'sandbox.sqlite'),
  filesDirectory: join(values.data, 'files'),
  origin: () => values.origin ?? origin,
  speed: Number(values.speed),
  key: values.key,
  unlimited: values.limits === 'off',
  now: Date.now,
  random: Math.random,
  render: values.rendering === 'off' ? renderOnce(renderClip, values.data) : renderClip,
  fetchReference: createReferenceFetcher(LOOPBACK_RULES, scratch),
  inspect: (job, signal) => inspector.inspect(job, signal),
  callbacks: createCallbacks({ trustedOrigins: new Set(values.callbacks ? [values.callbacks] : []) }),
  log,
})
const server = createHttpFront((request) => sandbox.handle(request))
server.listen(Number(values.port), '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  origin = `http://127.0.0.1:${port}`
  sandbox.start().then(
    () => process.stdout.write(`${JSON.stringify({ ready: true, port, origin })}\n`),
    (error: unknown) => fail(String(error)),
  )
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())

async function stop(): Promise<void> {
  server.closeAllConnections()
  server.close()
  await sandbox.stop()
  inspector.close()
}

function fail(reason: string): void {
  log('error', 'The sandbox could not start.', { reason })
  process.exit(1)
}
