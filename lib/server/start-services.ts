import 'server-only'
import { services } from './services.ts'

/** Opens and starts the services, and lets go of them on a polite end. A hard kill is survived as well: see the worker. */
export async function startServices(): Promise<void> {
  const { start, stop, log } = await services()
  await start()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      stop().catch((error: unknown) =>
        log('error', 'The studio did not stop cleanly', { cause: String(error) }),
      )
    })
  }
}
