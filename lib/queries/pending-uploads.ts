/**
 * Files on their way, kept in IndexedDB until the server has them: a reload, a crash or a closed tab then costs no more than the
 * bytes that were sent. What can't be kept (private windows, a full disk) is sent all the same.
 */

export type PendingSource = { file: File } | { address: string }

export interface PendingUpload {
  /** The reference that waits for it. */
  id: string
  source: PendingSource
  /** A person stopped it: it goes on when asked to. */
  stopped: boolean
  /** Epoch ms. */
  since: number
}

const STORE = 'uploads'
/** No reference waits that long; its draft is gone. */
const LIFE_MS = 7 * 24 * 3_600_000

/** Tells the other tabs the ids of what has just been kept. */
const NEWS = 'seedreel.uploads'
/** A large file is copied before it is kept. */
const NEWS_WITHIN_MS = 30_000

/** False when it could not be kept. */
export async function keepPending(upload: PendingUpload): Promise<boolean> {
  try {
    await inStore('readwrite', (store) => store.put(upload))
  } catch {
    return false
  }
  const news = new BroadcastChannel(NEWS)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin alone
  news.postMessage(upload.id)
  news.close()
  return true
}

const awaited = new Map<string, Promise<PendingUpload | undefined>>()

/** As readPending; what another tab is only just keeping is waited for. Its draft is often here before its file is. */
export function awaitPending(id: string): Promise<PendingUpload | undefined> {
  const found = awaited.get(id) ?? pendingOnceKept(id).finally(() => awaited.delete(id))
  awaited.set(id, found)
  return found
}

async function pendingOnceKept(id: string): Promise<PendingUpload | undefined> {
  const news = new BroadcastChannel(NEWS)
  const kept = new Promise<void>((resolve) => {
    news.addEventListener('message', ({ data }) => data === id && resolve())
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, NEWS_WITHIN_MS)
  })
  try {
    const found = await readPending(id)
    if (found) return found
    await Promise.race([kept, late])
    return await readPending(id)
  } finally {
    clearTimeout(timer)
    news.close()
  }
}

export async function forgetPending(id: string): Promise<void> {
  await inStore('readwrite', (store) => store.delete(id)).catch(() => undefined)
}

export async function readPending(id: string): Promise<PendingUpload | undefined> {
  const found = await inStore<unknown>('readonly', (store) => store.get(id)).catch(() => undefined)
  return isPending(found) ? found : undefined
}

/** Takes away what was kept for drafts that are gone. */
export async function sweepPending(now: number): Promise<void> {
  const all = await inStore<unknown[]>('readonly', (store) => store.getAll()).catch(() => [])
  for (const upload of all) {
    if (isPending(upload) && upload.since < now - LIFE_MS) await forgetPending(upload.id)
  }
}

/**
 * Runs `work` while no other tab does anything under this name; waits for one that does. The browser lets go of the name when the tab is
 * closed or crashes. Pages without Web Locks (no https) run at once.
 */
export async function alone(name: string, work: () => Promise<void>): Promise<void> {
  if (typeof navigator.locks === 'undefined') return work()
  await navigator.locks.request(`seedreel.upload.${name}`, work)
}

async function inStore<Result>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await open()
  try {
    const transaction = database.transaction(STORE, mode)
    const request = ask(transaction.objectStore(STORE))
    await new Promise<void>((resolve, reject) => {
      transaction.addEventListener('complete', () => resolve())
      transaction.addEventListener('abort', () => reject(transaction.error))
    })
    return request.result
  } finally {
    database.close()
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('seedreel', 1)
    request.addEventListener('upgradeneeded', () =>
      request.result.createObjectStore(STORE, { keyPath: 'id' }),
    )
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
    request.addEventListener('blocked', () =>
      reject(new Error('another version of the page holds the storage')),
    )
  })
}

function isPending(value: unknown): value is PendingUpload {
  if (typeof value !== 'object' || value === null) return false
  if (!('id' in value && 'source' in value && 'since' in value)) return false
  const { source } = value
  if (typeof source !== 'object' || source === null) return false
  return (
    ('file' in source && source.file instanceof File) ||
    ('address' in source && typeof source.address === 'string')
  )
}
