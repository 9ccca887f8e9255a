import 'server-only'
import { hostname, networkInterfaces } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import * as z from 'zod'
import {
  inferProvider,
  normaliseBaseUrl,
  PROVIDER_KINDS,
  type ProviderKind,
} from './providers/provider-address.ts'

/**
 * The environment, parsed once, on first use; the only reader of process.env. A wrong value throws EnvError with one
 * sentence that names the variable. Every setting is optional, and an empty string is the same as none.
 */
export interface Env {
  /** Listen address and port; what `next start` was told. */
  host: string
  port: number
  /** Absolute. */
  dataDir: string
  /** Origin under which people and providers reach this studio, without a trailing slash. */
  publicUrl: string | undefined
  ownerToken: string | undefined
  /** `npm run dev`. */
  isDevelopment: boolean
  /** `postgres://…`, or the absolute path of an SQLite file. */
  databaseUrl: string
  /** Host names without port, lower case. */
  allowedHosts: ReadonlySet<string>
  provider: ProviderEnv
  sandbox: {
    /** 1: lifelike waits; 0: none beyond the render; 4: four times as fast. */
    speed: number
    /** The one key it takes; undefined: any that is not empty. */
    key: string | undefined
    /** Whether clients outside the process may call it. */
    served: boolean
  }
  /** Undefined: no e-mail is sent. `url` may hold a password. */
  mail: { url: string; from: string } | undefined
  /** Sign-in at somebody else's door; undefined: by password and owner link alone. */
  oidc: { issuer: string; clientId: string; clientSecret: string; name: string } | undefined
  /** Tokens that the team means to use in a calendar month (UTC); undefined: no matter how many. */
  monthlyBudgetTokens: number | undefined
  limits: {
    /** Tasks at the provider at one time. */
    inFlight: number
    /** Of one model; undefined: as many as the model table says. */
    perModel: number | undefined
    /** Bytes of one upload, by kind, and of one result. */
    image: number
    video: number
    audio: number
    clip: number
  }
}

export type ProviderEnv =
  | { kind: 'sandbox' }
  | {
      kind: Exclude<ProviderKind, 'sandbox'>
      /** Without a trailing slash, up to and including `/api/v3` or `/v1`. */
      baseUrl: string
      apiKey: string
    }

export class EnvError extends Error {
  override readonly name = 'EnvError'
}

let parsed: Env | undefined

export function env(): Env {
  parsed ??= readEnv(process.env, {
    directory: process.cwd(),
    hostNames: [
      hostname(),
      ...Object.values(networkInterfaces()).flatMap((list) => list?.map(({ address }) => address) ?? []),
    ],
  })
  return parsed
}

/** `machine.hostNames` are the names and addresses of this machine, allowed when HOST is a wildcard. Throws EnvError. */
export function readEnv(
  source: Record<string, string | undefined>,
  machine: { directory: string; hostNames: readonly string[] },
): Env {
  const result = variablesSchema.safeParse(
    Object.fromEntries(Object.entries(source).map(([key, value]) => [key, value?.trim() || undefined])),
  )
  if (!result.success) {
    const issue = result.error.issues[0]
    throw new EnvError(`${String(issue?.path[0] ?? 'A setting')} ${issue?.message ?? 'has a wrong value'}.`)
  }
  const variables = result.data
  const dataDir = resolve(machine.directory, variables.DATA_DIR)
  const provider = readProvider(variables)
  const isLocal = LOOPBACK_HOSTS.has(variables.HOST)
  return {
    host: variables.HOST,
    port: variables.PORT,
    dataDir,
    publicUrl: variables.PUBLIC_URL,
    ownerToken: variables.OWNER_TOKEN,
    isDevelopment: variables.NODE_ENV === 'development',
    databaseUrl: readDatabaseUrl(variables.DATABASE_URL, machine.directory, dataDir),
    allowedHosts: readAllowedHosts(variables, machine.hostNames),
    provider,
    sandbox: {
      speed: variables.SANDBOX_SPEED,
      key: variables.SANDBOX_KEY,
      served: variables.SANDBOX_KEY !== undefined || (provider.kind === 'sandbox' && isLocal),
    },
    mail: readMail(variables),
    oidc: readOidc(variables),
    monthlyBudgetTokens: variables.MONTHLY_BUDGET_TOKENS,
    limits: {
      inFlight: variables.MAX_IN_FLIGHT,
      perModel: variables.MAX_IN_FLIGHT_PER_MODEL,
      image: variables.MAX_IMAGE_MB * MEBIBYTE,
      video: variables.MAX_VIDEO_MB * MEBIBYTE,
      audio: variables.MAX_AUDIO_MB * MEBIBYTE,
      clip: variables.MAX_CLIP_MB * MEBIBYTE,
    },
  }
}

function readProvider(variables: Variables): ProviderEnv {
  const { SEEDANCE_PROVIDER: named, SEEDANCE_BASE_URL: address, SEEDANCE_API_KEY: apiKey } = variables
  if (named === 'sandbox' || (!named && !address && !apiKey)) return { kind: 'sandbox' }
  if (!address) {
    throw new EnvError(
      'SEEDANCE_BASE_URL is missing: it says where the key is valid, for example https://ark.cn-beijing.volces.com/api/v3.',
    )
  }
  if (!apiKey) {
    throw new EnvError(
      'SEEDANCE_API_KEY is missing: the provider at SEEDANCE_BASE_URL needs one. Unset both to use the built-in sandbox.',
    )
  }
  const kind = named ?? inferProvider(address)
  return { kind, baseUrl: normaliseBaseUrl(kind, address), apiKey }
}

function readMail({ SMTP_URL: url, MAIL_FROM: from, PUBLIC_URL: publicUrl }: Variables): Env['mail'] {
  if (url === undefined) return undefined
  if (publicUrl === undefined)
    throw new EnvError(
      'PUBLIC_URL is missing: e-mails hold links to the studio, and they need the address under which people open it.',
    )
  if (from === undefined)
    throw new EnvError(
      'MAIL_FROM is missing: it says who e-mails come from, for example Seedreel <studio@example.com>.',
    )
  return { url, from }
}

function readOidc(variables: Variables): Env['oidc'] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = variables
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined
  if (issuer === undefined || clientId === undefined || clientSecret === undefined)
    throw new EnvError(
      'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all three of them, or none.',
    )
  if (variables.PUBLIC_URL === undefined)
    throw new EnvError('PUBLIC_URL is missing: the provider of OIDC_ISSUER sends people back to it.')
  return { issuer, clientId, clientSecret, name: variables.OIDC_NAME }
}

function readDatabaseUrl(value: string | undefined, directory: string, dataDir: string): string {
  if (!value) return join(dataDir, 'seedreel.sqlite')
  if (/^postgres(ql)?:\/\//.test(value)) return value
  const path = value.replace(/^(sqlite|file):(\/\/)?/, '')
  if (/^\w+:\/\//.test(path)) {
    throw new EnvError('DATABASE_URL must be postgres://user@host/name, or the path of an SQLite file.')
  }
  return isAbsolute(path) ? path : resolve(directory, path)
}

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1'])
const WILDCARD_HOSTS: ReadonlySet<string> = new Set(['0.0.0.0', '::'])
const MEBIBYTE = 1024 * 1024

function readAllowedHosts(variables: Variables, machineNames: readonly string[]): ReadonlySet<string> {
  const names = new Set([...LOOPBACK_HOSTS, ...variables.ALLOWED_HOSTS])
  for (const name of WILDCARD_HOSTS.has(variables.HOST) ? machineNames : [variables.HOST])
    names.add(name.toLowerCase())
  if (variables.PUBLIC_URL) names.add(new URL(variables.PUBLIC_URL).hostname.replace(/^\[|\]$/g, ''))
  return names
}

/** Messages follow the variable's name: `PORT must be …`. The variable's value is never repeated: it may be a secret. */
function wholeNumber(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`
  return z
    .string()
    .regex(/^\d+$/, message)
    .transform(Number)
    .pipe(z.number().min(min, message).max(max, message))
}

function text(pattern: RegExp, message: string) {
  return z.string().regex(pattern, message)
}

const publicUrlSchema = z.string().transform((value, context) => {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.username)
    return url.origin
  context.addIssue(
    'must be the address of this studio without a path, for example https://studio.example.com',
  )
  return z.NEVER
})

const baseUrlSchema = z.string().refine((value) => {
  const url = URL.canParse(value) ? new URL(value) : undefined
  return url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username
}, 'must be an http or https address without a query, for example https://ark.cn-beijing.volces.com/api/v3')

const smtpUrlSchema = z.string().refine((value) => {
  const url = URL.canParse(value) ? new URL(value) : undefined
  return url !== undefined && /^smtps?:$/.test(url.protocol) && url.hostname !== ''
}, 'must be the address of a mail server, for example smtps://user:password@mail.example.com')

const issuerSchema = z.string().refine((value) => {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (!url || url.search || url.hash || url.username) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK_HOSTS.has(url.hostname))
}, 'must be the https address of a provider as it calls itself, for example https://accounts.example.com')

const variablesSchema = z.object({
  NODE_ENV: z.string().optional(),
  HOST: text(/^[\w.:-]+$/, 'must be an address to listen on, for example 127.0.0.1 or 0.0.0.0').default(
    '127.0.0.1',
  ),
  PORT: wholeNumber(1, 65_535).default(3000),
  DATA_DIR: z.string().default('./data'),
  PUBLIC_URL: publicUrlSchema.optional(),
  OWNER_TOKEN: text(/^[\w-]{16,256}$/, 'must be 16 to 256 characters of A-Z, a-z, 0-9, - and _').optional(),
  DATABASE_URL: z.string().optional(),
  ALLOWED_HOSTS: text(/^[\w.:,\s-]+$/, 'must be host names without port, separated by commas')
    .transform((list) =>
      list
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean),
    )
    .default([]),
  SEEDANCE_PROVIDER: z.enum(PROVIDER_KINDS, `must be one of ${PROVIDER_KINDS.join(', ')}`).optional(),
  SEEDANCE_BASE_URL: baseUrlSchema.optional(),
  SEEDANCE_API_KEY: text(
    /^[\x21-\x7e]{1,512}$/,
    'must be the key alone, without blanks or line breaks',
  ).optional(),
  SANDBOX_SPEED: text(/^\d+(\.\d+)?$/, 'must be a number from 0 to 1000')
    .transform(Number)
    .pipe(z.number().max(1000, 'must be a number from 0 to 1000'))
    .default(1),
  SANDBOX_KEY: text(
    /^[\x21-\x7e]{1,512}$/,
    'must be the key alone, without blanks or line breaks',
  ).optional(),
  SMTP_URL: smtpUrlSchema.optional(),
  MAIL_FROM: text(/^[^\r\n]{3,200}$/, 'must be an e-mail address, with or without a name').optional(),
  OIDC_ISSUER: issuerSchema.optional(),
  OIDC_CLIENT_ID: text(/^[\x21-\x7e]{1,512}$/, 'must be without blanks or line breaks').optional(),
  OIDC_CLIENT_SECRET: text(/^[\x21-\x7e]{1,512}$/, 'must be without blanks or line breaks').optional(),
  OIDC_NAME: text(/^[^\r\n]{1,40}$/, 'must be a name of at most 40 characters').default('SSO'),
  MAX_IN_FLIGHT: wholeNumber(1, 10_000).default(10),
  MAX_IN_FLIGHT_PER_MODEL: wholeNumber(1, 10_000).optional(),
  MONTHLY_BUDGET_TOKENS: wholeNumber(1, 1_000_000_000_000).optional(),
  MAX_IMAGE_MB: wholeNumber(1, 1024).default(100),
  MAX_VIDEO_MB: wholeNumber(1, 16_384).default(500),
  MAX_AUDIO_MB: wholeNumber(1, 1024).default(100),
  MAX_CLIP_MB: wholeNumber(1, 16_384).default(2048),
})
type Variables = z.output<typeof variablesSchema>
