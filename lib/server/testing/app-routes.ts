import 'server-only'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const APP = join(import.meta.dirname, '../../../app')
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

export interface AppRoute {
  /** `/api/media/[id]` */
  address: string
  /** Absolute. */
  file: string
  methods: string[]
  missingMethods: string[]
  isPublic: boolean
}

/** Every route handler that is there, as its file says it; read from the disk, so that a new one can't be forgotten. */
export function appRoutes(): AppRoute[] {
  return readdirSync(APP, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^route\.tsx?$/.test(entry.name))
    .map((entry) => {
      const source = readFileSync(join(entry.parentPath, entry.name), 'utf8')
      const folders = relative(APP, entry.parentPath).split(/[/\\]/)
      const methods = METHODS.filter((method) =>
        new RegExp(`export (const ${method} =|\\{[^}]*\\b${method}\\b[^}]*\\})`).test(source),
      )
      return {
        address: `/${folders.filter((folder) => !folder.startsWith('(')).join('/')}`,
        file: join(entry.parentPath, entry.name),
        methods,
        // Next answers HEAD by GET where a route has no HEAD of its own.
        missingMethods: METHODS.filter((method) => method !== 'HEAD' && !methods.includes(method)),
        isPublic: /permission: 'public'|shareRoute\(/.test(source),
      }
    })
    .toSorted((one, other) => (one.address < other.address ? -1 : 1))
}
