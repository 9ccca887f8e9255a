import 'server-only'
import type { Connection } from './call-json.ts'
import type { VideoProvider } from './video-provider.ts'

export interface ArkOptions extends Connection {
  name: string
  /** `native` sends only what Ark itself accepts; `gateway` sends the seed's fields (mode, name, …) as well. */
  dialect: 'gateway' | 'native'
  /** How references may be handed over, where it is not Ark's own way (contract.md §3.3: no base64 video). */
  referenceAccess?: VideoProvider['referenceAccess']
}

/** Below the base address: create and list; with an id behind it, one task. */
export const ARK_TASKS_PATH = '/contents/generations/tasks'
