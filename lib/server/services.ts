import 'server-only'
import { join } from 'node:path'
import type { MemberPrincipal, Principal } from '#lib/access/principal.ts'
import type { Language } from '#lib/language/language.ts'
import type { AccountServices } from './accounts/account-services.ts'
import { readAccessEpoch } from './auth/access-epoch.ts'
import { createAttempts } from './auth/attempts.ts'
import { createAuth, migrateAuth, type Auth } from './auth/auth.ts'
import { createSessionMemory, type SessionMemory } from './auth/session-memory.ts'
import { authenticate, findMember } from './auth/sessions.ts'
import type { BudgetSettings } from './budgets/standings.ts'
import type { Clock, Log, Random } from './clock.ts'
import { openDatabase, type Database } from './database/database.ts'
import { databasePlace, originOf, settingSecrets } from './env-facts.ts'
import { env, type Env } from './env.ts'
import type { MediaReader, ResultSaver } from './generations/media-access.ts'
import { createHints, type Hints } from './generations/hints.ts'
import { createWorker, type Worker } from './generations/worker.ts'
import { createHousekeeping } from './housekeeping.ts'
import { createLog } from './log.ts'
import { createMailer, type Mailer } from './mail/mailer.ts'
import type { BlobStore } from './media/blob-store.ts'
import { createReferenceDelivery, createReferenceResolver } from './media/deliver.ts'
import { createDiskStore } from './media/disk.ts'
import { download, type DownloadRequest } from './media/download.ts'
import { createInspector, type Inspector } from './media/inspector.ts'
import { findManyMedia } from './media/media-store.ts'
import { createPlayables, type Playables } from './media/playable.ts'
import type { Received } from './media/receive.ts'
import { createResultSaver } from './media/save-result.ts'
import { createScratch, type Scratch } from './media/scratch.ts'
import { createJoinWorker, type JoinWorker } from './sequences/join-worker.ts'
import { type Oidc, openOidc } from './oidc/open-oidc.ts'
import { openMails } from './open-mails.ts'
import { createPeopleReader, type PeopleReader } from './review/people.ts'
import { openProvider } from './open-provider.ts'
import { openSandbox, sandboxFileResolver } from './open-sandbox.ts'
import { currencyAt } from './providers/provider-address.ts'
import type { VideoProvider } from './providers/video-provider.ts'
import type { Sandbox } from './sandbox/sandbox.ts'
import { readOrCreateSecret } from './secrets.ts'
import { createShareAttempts, type ShareAttempts } from './shares/share-attempts.ts'
import { createShareSecrets, type ShareSecrets } from './shares/share-secrets.ts'
import { ensureFirstTeam } from './teams/team-store.ts'
import type { PostRules } from './webhooks/post-webhook.ts'
import { createHostResolver } from './webhooks/resolve-host.ts'
import { createWebhookSecrets, type WebhookSecrets } from './webhooks/webhook-secrets.ts'
import { createWebhookWorker, type WebhookWorker } from './webhooks/webhook-worker.ts'

/**
 * The only place where a concrete choice is made: database, storage, provider. One set per process, on globalThis,
 * because Next keeps separate copies of a module for routes and for instrumentation. Functions of lib/server take what they
 * need of it as their first argument.
 */
export interface Services extends Basics, MediaRooms {
  provider: VideoProvider
  /** Absent when nobody may use it. Clients outside may only where `env.sandbox.served`. */
  sandbox?: Sandbox
  delivery: ReturnType<typeof createReferenceDelivery>
  results: ResultSaver
  budget: BudgetSettings
  worker: Worker
  /** Joins sequences, beside the worker. */
  joins: JoinWorker
  /** What the provider calls when there is news. */
  hints: Hints
  /** Tells programs elsewhere, beside the worker. */
  webhooks: WebhookWorker
  /** Something may be due now. */
  wake(): void
  /** Starts what works without being asked. Call once per process. */
  start(): Promise<void>
  /** Lets go of everything, so that another process can take over at once. */
  stop(): Promise<void>
}

interface Basics {
  env: Env
  clock: Clock
  random: Random
  log: Log
  /** Where the studio answers: PUBLIC_URL, or the address it listens on. No trailing slash. */
  origin: string
  database: Database
  auth: Auth
  sessions: SessionMemory
  attempts: AccountServices['attempts']
  /** Who is in a team now. */
  people: PeopleReader
  /** In which language each member was last seen to use the studio. */
  spoken: Map<string, Language>
  /** Absent: nobody signs in by OpenID Connect. */
  oidc?: Oidc
  /** Absent: no e-mail is sent. */
  mailer?: Mailer
  /** Signs what guests of share links carry, and names clips for them. */
  shareSecrets: ShareSecrets
  /** Counts wrong passwords and links of guests. */
  shareAttempts: ShareAttempts
  /** Who asks, from the session cookie; undefined: nobody we know. */
  authenticate(headers: Headers): Promise<Principal | undefined>
  /** Somebody as they are now; undefined: gone. */
  findMember(userId: string): Promise<MemberPrincipal | undefined>
  /** Signs what programs elsewhere are told. */
  webhookSecrets: WebhookSecrets
  /** Where that may be sent beyond the open internet: nowhere. */
  postRules: PostRules
}

interface MediaRooms {
  blobs: BlobStore
  scratch: Scratch
  inspector: Inspector
  playables: Playables
  media: MediaReader
  /** Signs the addresses under which a provider reads our files. */
  mediaSecret: string
  /** Bytes of one upload. */
  limits: Env['limits']
  /** The one door to addresses named by somebody else. */
  download(scratch: Scratch, request: DownloadRequest): Promise<Received>
}

declare global {
  var seedreelServices: Promise<Services> | undefined
}

/** Opens everything on first use; a failure is not kept, so that the next request tries again. */
export function services(): Promise<Services> {
  globalThis.seedreelServices ??= openServices(env()).catch((error: unknown) => {
    globalThis.seedreelServices = undefined
    throw error
  })
  return globalThis.seedreelServices
}

const OPEN_INTERNET: PostRules = { trustedOrigins: new Set(), resolve: createHostResolver() }

/** For tests, which need a set of their own, and receivers on this machine; everybody else asks for `services`. */
export async function openServices(settings: Env, postRules = OPEN_INTERNET): Promise<Services> {
  const basics = { ...(await openBasics(settings)), postRules }
  const { database, clock, origin } = basics
  const blobs = await openMedia(settings)
  const resolveReference = createReferenceResolver({
    ...blobs,
    database,
    clock,
    publicUrl: settings.publicUrl,
  })
  const sandbox = openSandbox({ ...basics, ...blobs, resolveReference })
  const provider = openProvider(settings, clock, sandbox)
  const providerUrl = settings.provider.kind === 'sandbox' ? undefined : settings.provider.baseUrl
  const rules = {
    trustedOrigins: new Set(providerUrl ? [new URL(providerUrl).origin] : []),
    resolveInProcess: sandboxFileResolver(sandbox, origin),
  }
  const rooms: MediaRooms = {
    ...blobs,
    media: { find: (ids, sight) => findManyMedia(database.db, sight, ids) },
    download: (scratch, request) => download(rules, scratch, request),
  }
  const { publicUrl } = settings
  const access = provider.referenceAccess
  const delivery = createReferenceDelivery({ ...rooms, clock, publicUrl, providerUrl, access })
  const results = createResultSaver({ ...rooms, database, clock, clipLimit: settings.limits.clip })
  const budget = { currency: currencyAt(providerUrl), monthlyTokens: settings.monthlyBudgetTokens }
  const hints = createHints({ ...basics, publicUrl, wake: () => worker.wake() })
  const context = { ...basics, ...rooms, provider, delivery, results, budget, hints }
  const worker: Worker = createWorker({
    ...context,
    hintAddress: hints.addressFor,
    maxInFlight: settings.limits.inFlight,
    maxPerModel: settings.limits.perModel,
  })
  const joined = createInspector({ timeoutMs: LONG_CLIP_MS })
  const joins = createJoinWorker({ ...context, inspector: joined })
  const webhooks = createWebhookWorker(context)
  const mails = openMails(context)
  const housekeeping = createHousekeeping(context)
  return {
    ...context,
    ...(sandbox && { sandbox }),
    worker,
    joins,
    webhooks,
    wake: () => {
      worker.wake()
      joins.wake()
      webhooks.wake()
    },
    start: async () => {
      await start(context, worker, sandbox)
      joins.start()
      webhooks.start()
      mails?.start()
      housekeeping.start()
    },
    stop: async () => {
      await housekeeping.stop()
      await webhooks.stop()
      await mails?.stop()
      await joins.stop()
      joined.close()
      await worker.stop()
      await sandbox?.stop()
      rooms.inspector.close()
      rooms.playables.close()
      await database.close()
    },
  }
}

async function openBasics(settings: Env): Promise<Omit<Basics, 'postRules'>> {
  const clock = Date.now
  const ownerToken = await ownerTokenOf(settings)
  const sessionSecret = await readOrCreateSecret(join(settings.dataDir, 'session-secret'))
  const log = createLog([...settingSecrets(settings), ownerToken, sessionSecret])
  const origin = originOf(settings)
  const database = await openDatabase(databasePlace(settings))
  await database.migrate()
  const authDependencies = { database, clock, log, secret: sessionSecret, ownerToken, publicUrl: origin }
  await migrateAuth(authDependencies)
  await ensureFirstTeam(database, clock())
  const auth = createAuth(authDependencies)
  const sessions = createSessionMemory({
    authenticate: (headers) => authenticate({ auth, database }, headers),
    epoch: () => readAccessEpoch(database.db),
    clock,
  })
  return {
    env: settings,
    clock,
    random: Math.random,
    log,
    origin,
    database,
    auth,
    sessions,
    people: createPeopleReader(database.db),
    spoken: new Map(),
    ...openOidc(settings, { origin, clock, sessionSecret }),
    ...(settings.mail && { mailer: createMailer(settings.mail) }),
    shareSecrets: createShareSecrets(sessionSecret),
    shareAttempts: createShareAttempts(clock),
    authenticate: sessions.authenticate,
    findMember: (id) => findMember({ auth, database }, id),
    webhookSecrets: createWebhookSecrets(sessionSecret),
    attempts: {
      passwords: createAttempts(clock, { perKey: 10, overall: 300, windowMs: 10 * 60_000 }),
      links: createAttempts(clock, { perKey: 100, overall: 100, windowMs: 60_000 }),
    },
  }
}

async function openMedia(settings: Env): Promise<Omit<MediaRooms, 'media' | 'download'>> {
  // On the storage's own disk, so that a received file becomes a blob without a second copy.
  const scratch = createScratch(join(settings.dataDir, 'scratch'))
  const blobs = createDiskStore({ directory: join(settings.dataDir, 'blobs'), scratch })
  return {
    scratch,
    blobs,
    inspector: createInspector(),
    playables: createPlayables({ blobs, scratch }),
    mediaSecret: await readOrCreateSecret(join(settings.dataDir, 'media-secret')),
    limits: settings.limits,
  }
}

/** For decoding what was joined as a whole, beside the inspector that uploads wait for. */
const LONG_CLIP_MS = 30 * 60_000

/** Longer than any upload or download takes. */
const SCRATCH_LIFE_MS = 24 * 3_600_000

async function start(
  { scratch, clock }: Pick<Services, 'scratch' | 'clock'>,
  worker: Worker,
  sandbox?: Sandbox,
) {
  await scratch.sweep(clock() - SCRATCH_LIFE_MS)
  await sandbox?.start()
  worker.start()
}

/** The secret of the owner link: set by the environment, or made and kept beside the data. */
export function ownerTokenOf(settings: Env): Promise<string> {
  return settings.ownerToken
    ? Promise.resolve(settings.ownerToken)
    : readOrCreateSecret(join(settings.dataDir, 'owner-token'))
}
