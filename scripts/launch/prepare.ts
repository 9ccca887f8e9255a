/**
 * Runs on the Node that npm brings, before the server: reads .env, refuses wrong settings with one sentence, brings the
 * database up to date, and prints what the launcher needs to know as one line of JSON.
 */
import { existsSync } from 'node:fs'
import { env, EnvError } from '#lib/server/env.ts'
import { ownerTokenOf, services } from '#lib/server/services.ts'

try {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const settings = env()
  const { origin, stop } = await services()
  await stop()
  const { host, port } = settings
  console.log(JSON.stringify({ host, port, link: `${origin}/enter?token=${await ownerTokenOf(settings)}` }))
} catch (error) {
  if (error instanceof EnvError) console.error(error.message)
  else
    console.error(
      `The studio's data could not be opened: ${error instanceof Error ? error.message : String(error)}`,
    )
  process.exit(2)
}
