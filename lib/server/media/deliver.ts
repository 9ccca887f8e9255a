import 'server-only'
import { isIP } from 'node:net'
import { inSequence, type Sentence } from '#lib/language/language.ts'
import type { ReferenceKind } from '#lib/seedance/request.ts'
import type { Clock } from '#lib/server/clock.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { MediaRow } from '#lib/server/database/tables.ts'
import type { DeliverableReference, PreviewDelivery } from '#lib/server/generations/media-access.ts'
import type { VideoProvider } from '#lib/server/providers/video-provider.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { BlobStore } from './blob-store.ts'
import { isPublicAddress } from './public-address.ts'
import { readReference } from './read-media.ts'
import { signMediaToken } from './signed-address.ts'

/** How a provider gets to read a file of ours: in the request itself, or under a signed address that expires. */

export interface DeliveryServices {
  blobs: Pick<BlobStore, 'read'>
  clock: Clock
  mediaSecret: string
  /** PUBLIC_URL, without a trailing slash. */
  publicUrl: string | undefined
  /** Where the provider answers; undefined for the sandbox of this process, which resolves our addresses itself. */
  providerUrl: string | undefined
  access: VideoProvider['referenceAccess']
}

export type Reach = { ok: true } | { ok: false; reason: Sentence }

/** A provider reads references when the task starts, which may be 72 hours later (execution_expires_after, contract.md §3.2). */
const LIFETIME_MS = 73 * 3600_000

/** Bytes of all data URIs of one request. The body may have 64 MiB (contract.md §3.4); the rest is for everything else. */
const DATA_BUDGET = 62 * 1024 * 1024

/** Never asked of the network: `.invalid` names nothing (RFC 2606). */
const OWN_ORIGIN = 'https://media.seedreel.invalid'
const PATH = '/api/references/'

export function createReferenceDelivery(services: DeliveryServices): PreviewDelivery & {
  /** For files of this kind in general, so that the studio can say it before anything is attached. */
  reach(kind: ReferenceKind): Reach
} {
  return {
    reach: (kind) => (services.access[kind].includes('data') ? { ok: true } : reachByAddress(services, kind)),
    canReach(item, together) {
      const way = wayFor(services, item, together)
      return 'reason' in way ? { ok: false, reason: way.reason } : { ok: true }
    },
    async address(item, together) {
      const way = wayFor(services, item, together)
      if ('reason' in way) return { ok: false, reason: way.reason }
      if ('url' in way) return { ok: true, url: way.url }
      if (way.by === 'data') return { ok: true, url: await dataAddress(services, way.media) }
      const token = signMediaToken(services.mediaSecret, way.media.id, services.clock() + LIFETIME_MS)
      return { ok: true, url: `${services.publicUrl ?? OWN_ORIGIN}${PATH}${token}` }
    },
    standIn(item, together) {
      const way = wayFor(services, item, together)
      if ('url' in way) return way.url
      const { reference, media } = item
      if ('by' in way && way.by === 'data') return dataUri(way.media, Buffer.from(way.media.id))
      return `${OWN_ORIGIN}${PATH}${encodeURIComponent(media?.id ?? reference.id)}`
    },
  }
}

/** Answers for signed addresses of our own without the network. Undefined: not one of ours. */
export function createReferenceResolver(services: {
  database: Database
  blobs: BlobStore
  clock: Clock
  mediaSecret: string
  publicUrl: string | undefined
}): (url: URL) => Promise<Response | undefined> {
  const origins = new Set([OWN_ORIGIN, services.publicUrl])
  return async (url) => {
    if (!origins.has(url.origin) || !url.pathname.startsWith(PATH)) return undefined
    try {
      return await readReference(services, new Request(url), url.pathname.slice(PATH.length))
    } catch (error) {
      if (error instanceof AppError) return new Response(null, { status: error.status })
      throw error
    }
  }
}

type Way = { reason: Sentence } | { url: string } | { by: 'data' | 'address'; media: MediaRow }

function wayFor(
  services: DeliveryServices,
  { reference, media }: DeliverableReference,
  together: readonly DeliverableReference[] | undefined,
): Way {
  if (reference.url !== undefined) return { url: reference.url }
  if (!media) return { reason: NOT_HERE }
  const takesData = services.access[media.kind].includes('data')
  if (takesData && fitsAsData(services, media, together)) return { by: 'data', media }
  const reach = reachByAddress(services, media.kind)
  if (reach.ok) return { by: 'address', media }
  return { reason: takesData ? inSequence(TOO_MUCH_DATA, reach.reason) : reach.reason }
}

const NOT_HERE = {
  en: 'The file is not in the studio any more. Remove it and add it again.',
  zh: '文件已不在工作室中。请移除后重新添加。',
}
const TOO_MUCH_DATA = {
  en: 'Together the files are too large to be sent inside the request (64 MB).',
  zh: '这些文件合计过大，无法放进请求（64 MB）。',
}

/** All or none of a request's files go as data, so that the answer does not hang on their order. */
function fitsAsData(
  { access }: DeliveryServices,
  media: MediaRow,
  together: readonly DeliverableReference[] | undefined,
): boolean {
  const files = together?.flatMap((item) => item.media ?? []) ?? [media]
  const asData = files.filter(({ kind }) => access[kind].includes('data'))
  return asData.reduce((sum, { bytes }) => sum + Math.ceil(bytes / 3) * 4, 0) <= DATA_BUDGET
}

const KIND_WORDS: Record<ReferenceKind, Sentence> = {
  image: { en: 'pictures', zh: '图片' },
  video: { en: 'clips', zh: '视频' },
  audio: { en: 'sounds', zh: '音频' },
}

function reachByAddress({ publicUrl, providerUrl, access }: DeliveryServices, kind: ReferenceKind): Reach {
  const words = KIND_WORDS[kind]
  if (!access[kind].includes('url'))
    return {
      ok: false,
      reason: { en: `This provider takes no ${words.en}.`, zh: `这个服务商不接受${words.zh}。` },
    }
  if (providerUrl === undefined) return { ok: true }
  if (publicUrl === undefined) {
    return {
      ok: false,
      reason: {
        en: `The provider reads ${words.en} from an address of this studio, and it has none. Set PUBLIC_URL to the address under which the internet reaches it, and start it again.`,
        zh: `服务商要从这个工作室的地址读取${words.zh}，而它没有地址。请把 PUBLIC_URL 设为互联网能访问到它的地址，然后重新启动。`,
      },
    }
  }
  if (isInside(publicUrl) && !isInside(providerUrl)) {
    return {
      ok: false,
      reason: {
        en: `The provider reads ${words.en} from an address of this studio, and PUBLIC_URL (${publicUrl}) cannot be reached from the internet. Set it to an address that can, and start the studio again.`,
        zh: `服务商要从这个工作室的地址读取${words.zh}，而 PUBLIC_URL（${publicUrl}）无法从互联网访问。请改为可以访问的地址，然后重新启动工作室。`,
      },
    }
  }
  return { ok: true }
}

/** Whether an address is one that only this machine or its network knows, as far as its spelling tells. */
function isInside(address: string): boolean {
  const host = new URL(address).hostname.replace(/^\[|\]$/g, '')
  if (isIP(host)) return !isPublicAddress(host)
  return !host.includes('.') || /\.(local|localhost|internal|lan|home|test|invalid)$/.test(host)
}

async function dataAddress({ blobs }: Pick<DeliveryServices, 'blobs'>, media: MediaRow): Promise<string> {
  const bytes = Buffer.from(await new Response(await blobs.read(media.blob_key)).arrayBuffer())
  return dataUri(media, bytes)
}

function dataUri({ kind, format }: MediaRow, bytes: Buffer): string {
  // Ark wants its own format word, `mp3` and not `mpeg` (contract.md §3.3).
  return `data:${kind}/${format};base64,${bytes.toString('base64')}`
}
