/** Files on their way into the gallery, a few at a time. Lives as long as the tab: another page does not break them off. */
import { randomId } from '#components/ui/random-id.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { Generation } from '#lib/generation/generation.ts'
import type { Sentence } from '#lib/language/language.ts'
import { isAbort } from '#lib/queries/call-api.ts'
import { askForNews } from '../news-call.ts'
import { importAgain, importVideo } from '#lib/queries/clip-import.ts'

export type ImportState =
  | { is: 'waiting' }
  /** 0 … 1; at 1 the server is looking at it. */
  | { is: 'sending'; part: number }
  | { is: 'done'; generation: Generation }
  /** These bytes are a clip already. */
  | { is: 'known'; generation: Generation }
  | { is: 'failed'; why: Sentence }

export interface ImportItem {
  id: string
  name: string
  state: ImportState
}

interface Work extends ImportItem {
  file: File
  project: string
  abort: AbortController
}

const AT_ONCE = 2

let works: readonly Work[] = []
const listeners = new Set<() => void>()

export const importQueue = {
  items: (): readonly ImportItem[] => works,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  add(files: readonly File[], project: string): void {
    const added = files.map((file): Work => ({
      id: randomId(),
      name: file.name,
      file,
      project,
      state: { is: 'waiting' },
      abort: new AbortController(),
    }))
    tell([...works, ...added])
    begin()
  },
  /** Breaks it off where it is under way; it is gone from the list. */
  cancel(id: string): void {
    works.find((work) => work.id === id)?.abort.abort()
    tell(works.filter((work) => work.id !== id))
    begin()
  },
  retry(id: string): void {
    change(id, { state: { is: 'waiting' }, abort: new AbortController() })
    begin()
  },
  /** As a clip of its own, although the same bytes are one. */
  async again(id: string): Promise<void> {
    const work = works.find((one) => one.id === id)
    if (work?.state.is !== 'known' || !work.state.generation.clip) return
    const { mediaId } = work.state.generation.clip
    change(id, { state: { is: 'sending', part: 1 } })
    const wish = { mediaId, fileName: work.name, project: work.project, idempotencyKey: `import_${id}` }
    await importAgain(wish).then(
      ({ generation }) => {
        change(id, { state: { is: 'done', generation } })
        askForNews()
      },
      (error: unknown) => change(id, { state: { is: 'failed', why: reasonOf(error) } }),
    )
  },
  /** What has come to its end. */
  clear(): void {
    tell(works.filter(({ state }) => state.is === 'waiting' || state.is === 'sending'))
  },
}

function tell(next: readonly Work[]): void {
  works = next
  for (const listener of listeners) listener()
}

function change(id: string, part: Partial<Pick<Work, 'state' | 'abort'>>): void {
  tell(works.map((work) => (work.id === id ? { ...work, ...part } : work)))
}

function begin(): void {
  const sending = works.filter(({ state }) => state.is === 'sending').length
  const next = works.filter(({ state }) => state.is === 'waiting').slice(0, Math.max(0, AT_ONCE - sending))
  for (const work of next) void send(work)
}

async function send({ id, file, project, abort }: Work): Promise<void> {
  change(id, { state: { is: 'sending', part: 0 } })
  try {
    const { generation, isNew } = await importVideo(file, project, {
      signal: abort.signal,
      onProgress: (part) => change(id, { state: { is: 'sending', part } }),
    })
    change(id, { state: { is: isNew ? 'done' : 'known', generation } })
    if (isNew) askForNews()
  } catch (error) {
    if (!isAbort(error)) change(id, { state: { is: 'failed', why: reasonOf(error) } })
  }
  begin()
}

const UNKNOWN: Sentence = {
  en: 'It could not be imported. Press Retry to send it again.',
  zh: '无法导入。点“重试”再次发送。',
}

function reasonOf(error: unknown): Sentence {
  return error instanceof AppError ? error.said : UNKNOWN
}
