import 'server-only'
import { guardRequests } from './http/before-next.ts'
import { restoreLengths } from './http/body-length.ts'
import { hearOutRequests } from './http/hear-out.ts'
import { services } from './services.ts'

/**
 * Opens and starts the services, and lets go of them on a polite end. A hard kill is survived as well (see the worker), but
 * then another process waits for this one's leases to run out.
 */
export async function startServices(): Promise<void> {
  restoreLengths()
  hearOutRequests()
  const { env, start, stop, log } = await services()
  guardRequests(env.allowedHosts)
  await start()
  const letGo = () =>
    stop().catch((error: unknown) =>
      log('error', 'The studio did not stop cleanly', { cause: String(error) }),
    )
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void letGo())
  // The launcher is gone without a word: nobody is left to stop this server, and its port would stay taken.
  process.once('disconnect', () => void letGo().then(() => process.exit(0)))
}
