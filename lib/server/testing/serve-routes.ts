import 'server-only'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Role, TokenScope } from '#lib/access/principal.ts'
import { findMember } from '#lib/server/auth/sessions.ts'
import { readEnv } from '#lib/server/env.ts'
import { guardRequests } from '#lib/server/http/before-next.ts'
import { createHttpFront } from '#lib/server/sandbox/http-front.ts'
import { openServices, type Services } from '#lib/server/services.ts'
import { FIRST_TEAM_ID } from '#lib/server/teams/team-store.ts'
import { createToken } from '#lib/server/tokens/tokens.ts'
import { appRoutes } from './app-routes.ts'

/** The routes of app/ over real HTTP, without Next: real services on a database file, the sandbox, and a worker that runs. */
export interface ServedRoutes extends AsyncDisposable {
  origin: string
  services: Services
  /** Of somebody new with this role. */
  newToken(options: { role: Role; scopes: TokenScope[]; projectId?: string }): Promise<string>
}

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

/** One at a time in a process: the routes find their services where the process keeps them. */
export async function serveRoutes(isServed: (address: string) => boolean): Promise<ServedRoutes> {
  const directory = await mkdtemp(join(tmpdir(), 'seedreel-routes-'))
  const handle = await createRouter(isServed)
  const server = createHttpFront(handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const settings = readEnv(
    { DATA_DIR: directory, PORT: String(port), SANDBOX_SPEED: '0' },
    { directory, hostNames: [] },
  )
  guardRequests(settings.allowedHosts, server)
  const services = await openServices(settings)
  globalThis.seedreelServices = Promise.resolve(services)
  await services.start()
  let people = 0
  return {
    origin: `http://127.0.0.1:${port}`,
    services,
    newToken: async ({ role, ...input }) => {
      people += 1
      const { internalAdapter } = await services.auth.$context
      const { id } = await internalAdapter.createUser(
        { email: `${people}@studio.test`, emailVerified: true, name: role, teamId: FIRST_TEAM_ID, role },
        { method: 'test' },
      )
      const maker = await findMember(services, id)
      if (maker === undefined) throw new Error('Who was just made is not there.')
      return (await createToken(services, maker, { name: role, expiresInDays: 1, ...input })).secret
    },
    [Symbol.asyncDispose]: async () => {
      globalThis.seedreelServices = undefined
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await services.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function createRouter(
  isServed: (address: string) => boolean,
): Promise<(request: Request) => Promise<Response>> {
  const routes: { pattern: RegExp; names: string[]; exported: Record<string, unknown> }[] = []
  for (const { address, file } of appRoutes().filter((route) => isServed(route.address))) {
    const names = [...address.matchAll(/\[(\w+)\]/g)].map(([, name = '']) => name)
    const pattern = address.replaceAll('.', '\\.').replaceAll(/\[\w+\]/g, '([^/]+)')
    const exported: Record<string, unknown> = await import(/* @vite-ignore */ pathToFileURL(file).href)
    routes.push({ pattern: new RegExp(`^${pattern}$`), names, exported })
  }
  return async (request) => {
    const { pathname } = new URL(request.url)
    const route = routes.find(({ pattern }) => pattern.test(pathname))
    if (route === undefined) return new Response(null, { status: 404 })
    const { exported, names, pattern } = route
    const handler = exported[request.method] ?? (request.method === 'HEAD' ? exported['GET'] : undefined)
    if (typeof handler !== 'function') return new Response(null, { status: 405 })
    const values = (pattern.exec(pathname) ?? []).slice(1).map(decodeURIComponent)
    const params = Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']))
    return (handler as Handler)(request, { params: Promise.resolve(params) })
  }
}
