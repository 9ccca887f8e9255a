/** Runs once when the server starts: opens the services and sets the worker going. */
export async function register(): Promise<void> {
  // The name is replaced while building, so that nothing below it reaches the edge bundle.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { startServices } = await import('#lib/server/start-services.ts')
  await startServices()
}
