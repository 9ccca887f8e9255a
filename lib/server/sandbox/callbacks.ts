import 'server-only'
import type { Sentence } from '#lib/language/language.ts'
import { type PostRules, postOnce, refusedAddress } from '#lib/server/webhooks/post-webhook.ts'
import { printArkTask, type PrintContext } from './print-task.ts'
import type { TaskStore } from './task-store.ts'

/** How the sandbox calls back: as Ark does, the task's object on every change of its state (contract.md §3.2). */
export interface Callbacks {
  /** Why an address is not taken. */
  refused(url: string): Promise<Sentence | undefined>
  /** Whether it was acknowledged. Never rejects. */
  post(url: string, body: string): Promise<boolean>
}

/** Ark waits that long for an acknowledgement, and tries that often. */
const TIMEOUT_MS = 5000
const TRIES = 3

export function createCallbacks(rules: PostRules): Callbacks {
  return {
    refused: (url) => refusedAddress(rules, url),
    async post(url, body) {
      const { problem } = await postOnce(rules, { url, headers: {}, body, timeoutMs: TIMEOUT_MS })
      return problem === undefined
    },
  }
}

/** The store, with everybody told who asked for it. What is on its way when the process ends is lost, as it may be with Ark. */
export function tellingStore(store: TaskStore, callbacks: Callbacks, context: PrintContext): TaskStore {
  const tell = async (id: string) => {
    const task = store.find(id)
    const url = task?.plan.callbackUrl
    if (task === undefined || url === undefined) return
    const body = JSON.stringify(printArkTask(task, context))
    for (let tries = 0; tries < TRIES; tries += 1) if (await callbacks.post(url, body)) return
  }
  return {
    ...store,
    update(id, change) {
      store.update(id, change)
      // After the transaction that it may be part of; a store that was closed meanwhile tells nobody.
      if (change.status !== undefined) setImmediate(() => void tell(id).catch(() => undefined))
    },
  }
}
