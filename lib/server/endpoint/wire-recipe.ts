import 'server-only'
import type { TokenPrincipal } from '#lib/access/principal.ts'
import type { Recipe, RecipeReference } from '#lib/generation/generation.ts'
import { parseMentions } from '#lib/prompt/mentions.ts'
import { fillInNames } from '#lib/seedance/names.ts'
import type { CanonicalRequest, RequestReference, RequestSettings } from '#lib/seedance/request.ts'
import { ingestUpload } from '#lib/server/media/ingest.ts'
import type { MediaServices } from '#lib/server/media/keep-file.ts'
import type { SizeLimits } from '#lib/server/media/receive.ts'
import type { WireBody } from '#lib/server/wire/read-wire-body.ts'

/** What a reference that came inside the request becomes: a file of ours. */
export interface RecipeServices extends MediaServices {
  limits: SizeLimits
}

/**
 * The recipe of a request that came over the wire. Files and `data:` addresses in it are kept as media of the team first; other addresses are handed
 * on. Rejects with the AppError of a file that is refused.
 */
export async function recipeOf(
  services: RecipeServices,
  principal: TokenPrincipal,
  request: CanonicalRequest,
  { uploads }: Pick<WireBody, 'uploads'>,
): Promise<Recipe> {
  const names = fillInNames(
    request.references.map((reference) => {
      const file = uploads.get(reference.url)
      return file instanceof File ? { ...reference, fileName: file.name } : reference
    }),
  )
  const references: RecipeReference[] = []
  for (const [index, reference] of request.references.entries()) {
    const name = names[index] ?? ''
    references.push({
      id: `ref_${index + 1}`,
      kind: reference.kind,
      role: reference.role,
      name,
      ...(await sourceOf(services, principal, reference, name, uploads)),
    })
  }
  return {
    model: request.model,
    ...(request.modeIsExplicit && { mode: request.mode }),
    prompt: parseMentions(request.prompt, references),
    references,
    settings: settingsOf(request),
    ...(request.draftTaskId !== undefined && { draftOf: request.draftTaskId }),
  }
}

async function sourceOf(
  services: RecipeServices,
  principal: TokenPrincipal,
  { url }: RequestReference,
  name: string,
  uploads: WireBody['uploads'],
): Promise<{ mediaId: string } | { url: string }> {
  const blob = uploads.get(url) ?? blobOf(url)
  if (blob === undefined) return { url }
  const { file } = await ingestUpload(services, principal, {
    fileName: blob instanceof File && blob.name !== '' ? blob.name : name,
    ...(principal.projectId !== undefined && { projectId: principal.projectId }),
    body: blob.stream(),
    contentLength: String(blob.size),
  })
  return { mediaId: file.id }
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
