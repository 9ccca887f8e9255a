import 'server-only'
import type { TokenPrincipal } from '#lib/access/principal.ts'
import type { Recipe, RecipeReference } from '#lib/generation/generation.ts'
import { parseMentions } from '#lib/prompt/mentions.ts'
import { fillInNames } from '#lib/seedance/names.ts'
import type { CanonicalRequest, RequestSettings } from '#lib/seedance/request.ts'
import { ingestUpload } from '#lib/server/media/ingest.ts'
import type { MediaServices } from '#lib/server/media/keep-file.ts'
import { findMedia } from '#lib/server/media/media-store.ts'
import type { SizeLimits } from '#lib/server/media/receive.ts'
import { readMediaToken } from '#lib/server/media/signed-address.ts'
import type { WireBody } from '#lib/server/wire/read-wire-body.ts'

/** What a reference that came inside the request becomes: a file of ours. */
export interface RecipeServices extends MediaServices {
  limits: SizeLimits
  mediaSecret: string
  /** Under which the studio gives addresses of its files, without a path. */
  origin: string
}

type Source = { mediaId: string } | { url: string }

/**
 * The recipe of a request that came over the wire. Files and `data:` addresses in it are kept as media of the team first, and what lies here
 * already is taken from here; other addresses are handed on. Rejects with the AppError of a file that is refused.
 */
export async function recipeOf(
  services: RecipeServices,
  principal: TokenPrincipal,
  request: CanonicalRequest,
  { uploads }: Pick<WireBody, 'uploads'>,
): Promise<Recipe> {
  const names = namesOf(request, uploads)
  const sources: Source[] = []
  for (const [index, { url }] of request.references.entries())
    sources.push(await sourceOf(services, principal, url, names[index] ?? '', uploads))
  return recipeWith(request, sources, names)
}

/** `sources` are those of the request's references, in their order. */
export function recipeWith(
  request: CanonicalRequest,
  sources: readonly Source[],
  names: readonly string[] = namesOf(request, new Map()),
): Recipe {
  const references = request.references.map(({ kind, role, url }, index): RecipeReference => {
    const source = sources[index] ?? { url }
    return { id: `ref_${index + 1}`, kind, role, name: names[index] ?? '', ...source }
  })
  return {
    model: request.model,
    ...(request.modeIsExplicit && { mode: request.mode }),
    prompt: parseMentions(request.prompt, references),
    references,
    settings: settingsOf(request),
    ...(request.draftTaskId !== undefined && { draftOf: request.draftTaskId }),
  }
}

function namesOf({ references }: CanonicalRequest, uploads: WireBody['uploads']): readonly string[] {
  return fillInNames(
    references.map((reference) => {
      const file = uploads.get(reference.url)
      return file instanceof File ? { ...reference, fileName: file.name } : reference
    }),
  )
}

async function sourceOf(
  services: RecipeServices,
  principal: TokenPrincipal,
  url: string,
  name: string,
  uploads: WireBody['uploads'],
): Promise<Source> {
  const blob = uploads.get(url) ?? blobOf(url)
  if (blob === undefined) return (await sourceKept(services, principal, url)) ?? { url }
  const { file } = await ingestUpload(services, principal, {
    fileName: blob instanceof File && blob.name !== '' ? blob.name : name,
    ...(principal.projectId !== undefined && { projectId: principal.projectId }),
    body: blob.stream(),
    contentLength: String(blob.size),
  })
  return { mediaId: file.id }
}

/** What a signed address of ours leads to, where the caller sees it: so a last frame goes into the next request as it was answered. */
export async function sourceKept(
  { database, clock, mediaSecret, origin }: RecipeServices,
  principal: TokenPrincipal,
  url: string,
): Promise<{ mediaId: string } | undefined> {
  const beginning = `${origin}/api/references/`
  if (!url.startsWith(beginning)) return undefined
  const id = readMediaToken(mediaSecret, url.slice(beginning.length), clock())
  const row = id === undefined ? undefined : await findMedia(database.db, principal, id)
  return row && { mediaId: row.id }
}

/** check-media.ts has looked at its form. */
function blobOf(address: string): Blob | undefined {
  const comma = /^data:[^,]*;base64,/i.test(address) ? address.indexOf(',') : -1
  return comma < 0 ? undefined : new Blob([Buffer.from(address.slice(comma + 1), 'base64')])
}

function settingsOf(request: CanonicalRequest): RequestSettings {
  const {
    model: _model,
    mode: _mode,
    modeIsExplicit: _isExplicit,
    prompt: _prompt,
    references: _references,
    draftTaskId: _draft,
    callbackUrl: _callback,
    safetyIdentifier: _identifier,
    ...settings
  } = request
  return settings
}
