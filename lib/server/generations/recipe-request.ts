import 'server-only'
import { ofWholeTeam } from '#lib/access/principal.ts'
import type { Sight } from '#lib/access/principal.ts'
import type { Recipe, RecipeReference } from '#lib/generation/generation.ts'
import { brokenMentions, type MentionStyle, renderPrompt } from '#lib/prompt/mentions.ts'
import type { Sentence } from '#lib/language/language.ts'
import { checkLimits, inferMode } from '#lib/seedance/limits.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import type { Problem } from '#lib/seedance/problem.ts'
import type { CanonicalRequest } from '#lib/seedance/request.ts'
import type { Clock } from '#lib/server/clock.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { GenerationRow, MediaRow } from '#lib/server/database/tables.ts'
import { namesPrivateHost } from '#lib/server/media/download-target.ts'
import { toMediaFacts } from '#lib/server/media/media-file.ts'
import type { VideoProvider } from '#lib/server/providers/video-provider.ts'
import { isFinalRecipe, findDraft, toFinalRequest, type FinalRecipe } from './final-request.ts'
import { ownProblem } from './generation-problem.ts'
import type { DeliverableReference, MediaReader, ReferenceDelivery } from './media-access.ts'

/** From a recipe to the request that is sent, and everything that is wrong with it, said before anything is written or paid. */
export interface RequestContext {
  database: Pick<Database, 'db'>
  clock: Clock
  provider: Pick<VideoProvider, 'name' | 'identity' | 'mentionStyle'>
  media: MediaReader
  delivery: ReferenceDelivery
}

/** Stands for an address that is only made when it is needed; no check looks behind it. */
const ADDRESS_TO_COME = 'https://media.invalid/'

export interface CheckedRecipe {
  request: CanonicalRequest
  /** What the price is worked out from, where `request` leaves to the provider what we know. */
  priced?: CanonicalRequest
  /** Seconds of all reference videos together, as far as they are known. */
  inputVideoSeconds: number
  problems: Problem[]
}

/** `request` holds no real addresses. Problems name `references.0`, `prompt` or a canonical setting. */
export async function checkRecipe(
  context: RequestContext,
  sight: Sight,
  recipe: Recipe,
): Promise<CheckedRecipe> {
  if (isFinalRecipe(recipe)) return checkFinal(context, sight, recipe)
  const items = await pair(context, sight, recipe)
  const request = toRequest(
    recipe,
    recipe.references.map(({ id, url }) => url ?? `${ADDRESS_TO_COME}${encodeURIComponent(id)}`),
    context.provider,
  )
  const facts = items.map(({ media }) => media && toMediaFacts(media))
  const videos = items.filter(({ reference }) => reference.kind === 'video')
  return {
    request,
    inputVideoSeconds: videos.reduce((sum, { media }) => sum + (media?.duration_ms ?? 0) / 1000, 0),
    problems: [
      ...items.flatMap((item, index) => checkReference(context.delivery, item, index, items)),
      ...checkBindings(recipe),
      ...checkLimits(request, facts),
    ],
  }
}

export type RequestToSend = { ok: true; request: CanonicalRequest } | { ok: false; problem: string }

/** The request with addresses that the provider can read now. `problem` is JSON of GenerationProblem: nothing was sent. */
export async function requestToSend(
  context: RequestContext,
  row: GenerationRow,
  recipe: Recipe,
): Promise<RequestToSend> {
  if (isFinalRecipe(recipe)) return finalToSend(context, row, recipe)
  const addresses: string[] = []
  const items = await pair(context, ofWholeTeam(row.team_id), recipe)
  for (const [index, item] of items.entries()) {
    const field = `references.${index}`
    if (item.reference.mediaId !== undefined && item.media === undefined)
      return { ok: false, problem: ownProblem('reference_missing', { field }) }
    const address = await context.delivery.address(item, items)
    if (!address.ok)
      return { ok: false, problem: ownProblem('reference_unreachable', { field, detail: address.reason }) }
    addresses.push(address.url)
  }
  const request = addressedRequest(context.provider, recipe, addresses, row.identity)
  return withinLimits(request)
}

function withinLimits(request: CanonicalRequest): RequestToSend {
  const [problem] = checkLimits(request)
  return problem === undefined ? { ok: true, request } : refused(problem)
}

function refused({ field, message }: Problem): RequestToSend {
  return { ok: false, problem: ownProblem('invalid_request', { field, detail: message }) }
}

async function checkFinal(
  context: RequestContext,
  sight: Sight,
  recipe: FinalRecipe,
): Promise<CheckedRecipe> {
  const draft = await findDraft(context, sight, recipe)
  const request = toFinalRequest(recipe, draft.ok ? draft.taskId : 'unknown')
  return {
    request,
    // Shape, length and sound are the draft's.
    priced: { ...recipe.settings, ...request },
    inputVideoSeconds: 0,
    problems: [...(draft.ok ? [] : [draft.problem]), ...checkLimits(request)],
  }
}

/** Looked up anew: while it waited, the draft may have grown too old. */
async function finalToSend(
  context: RequestContext,
  row: GenerationRow,
  recipe: FinalRecipe,
): Promise<RequestToSend> {
  const draft = await findDraft(context, ofWholeTeam(row.team_id), recipe)
  if (!draft.ok) return refused(draft.problem)
  const request = toFinalRequest(recipe, draft.taskId)
  return withinLimits(withIdentity(context.provider, request, row.identity))
}

/** What an adapter prints, here to be sent and in preview-request.ts to be shown. `identity` is what the provider is to echo, '' for nothing. */
export function addressedRequest(
  provider: RequestContext['provider'],
  recipe: Recipe,
  addresses: readonly string[],
  identity: string,
): CanonicalRequest {
  return withIdentity(provider, toRequest(recipe, addresses, provider), identity)
}

function withIdentity(
  provider: RequestContext['provider'],
  request: CanonicalRequest,
  identity: string,
): CanonicalRequest {
  if (identity === '') return request
  return provider.identity === 'seed'
    ? { ...request, seed: Number(identity) }
    : { ...request, safetyIdentifier: identity }
}

function toRequest(
  recipe: Recipe,
  addresses: readonly string[],
  provider: RequestContext['provider'],
): CanonicalRequest {
  const { model } = modelOrLoosest(recipe.model)
  const references = recipe.references.map(({ kind, role, name }, index) => ({
    kind,
    role,
    name,
    url: addresses[index] ?? '',
  }))
  return {
    ...recipe.settings,
    model: recipe.model,
    mode: recipe.mode ?? inferMode(model, references),
    modeIsExplicit: recipe.mode !== undefined,
    prompt: renderPrompt(recipe.prompt, recipe.references, mentionStyleOf(provider, recipe)),
    references,
  }
}

export function mentionStyleOf(
  { mentionStyle }: Pick<VideoProvider, 'mentionStyle'>,
  { model }: Pick<Recipe, 'model'>,
): MentionStyle {
  if (mentionStyle === 'gateway') return { kind: 'gateway' }
  return { kind: 'native', spelling: modelOrLoosest(model).model.nativeMention }
}

/** Each reference with the file behind it, in order. */
export async function pair(
  { media }: RequestContext,
  sight: Sight,
  recipe: Recipe,
): Promise<DeliverableReference[]> {
  const ids = [...new Set(recipe.references.flatMap(({ mediaId }) => mediaId ?? []))]
  const rows = new Map<string, MediaRow>()
  if (ids.length > 0) for (const row of await media.find(ids, sight)) rows.set(row.id, row)
  return recipe.references.map((reference) => {
    const row = rows.get(reference.mediaId ?? '')
    return { reference, ...(row === undefined ? {} : { media: row }) }
  })
}

function checkReference(
  delivery: ReferenceDelivery,
  item: DeliverableReference,
  index: number,
  together: readonly DeliverableReference[],
): Problem[] {
  const { reference, media } = item
  const field = `references.${index}`
  const wrong = checkSource(reference, field)
  if (wrong !== undefined) return [wrong]
  if (reference.mediaId !== undefined && media === undefined) {
    const message = {
      en: `The file of \`${reference.name}\` is not in the library; add it again`,
      zh: `\`${reference.name}\` 的文件不在素材库中；请重新添加`,
    }
    return [{ field, code: 'missing', message, fix: { kind: 'remove', referenceIndex: index } }]
  }
  if (media !== undefined && media.kind !== reference.kind) {
    const message = {
      en: `\`${reference.name}\` is used as ${reference.kind}, but its file is ${media.kind}`,
      zh: `\`${reference.name}\` 用作 ${reference.kind}，但它的文件是 ${media.kind}`,
    }
    return [{ field, code: 'conflict', message }]
  }
  const reach = delivery.canReach(item, together)
  return reach.ok ? [] : [{ field, code: 'unreachable', message: reach.reason }]
}

function checkSource({ mediaId, url, name }: RecipeReference, field: string): Problem | undefined {
  if ((mediaId === undefined) === (url === undefined)) {
    const message = {
      en: `\`${name}\` must have either a file (\`mediaId\`) or an address (\`url\`)`,
      zh: `\`${name}\` 必须有文件（\`mediaId\`）或地址（\`url\`），二者取一`,
    }
    return { field, code: mediaId === undefined ? 'missing' : 'conflict', message }
  }
  const wrong = url === undefined ? undefined : wrongAddress(url)
  if (wrong === undefined) return undefined
  return {
    field: `${field}.url`,
    code: 'wrong_format',
    message: { en: `The address of \`${name}\` ${wrong.en}`, zh: `\`${name}\` 的地址${wrong.zh}` },
  }
}

/** It is the provider that will read it, so what only this network knows can't be meant, and a password would be given away. */
function wrongAddress(address: string): Sentence | undefined {
  if (/^asset:\/\/\S+$/i.test(address)) return undefined
  const url = /^https?:\/\/\S+$/i.test(address) && URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined)
    return {
      en: 'must begin with https://, http:// or asset://',
      zh: '必须以 https://、http:// 或 asset:// 开头',
    }
  if (url.username !== '' || url.password !== '')
    return { en: 'must not hold a name or a password', zh: '不能包含用户名或密码' }
  return namesPrivateHost(url)
    ? {
        en: 'leads into a private network, where the provider cannot read it; add the file itself',
        zh: '指向内部网络，服务商无法读取；请直接添加文件',
      }
    : undefined
}

/** Ids are what mentions hold on to: one id for two references would make a prompt mean two things. */
function checkBindings({ prompt, references }: Recipe): Problem[] {
  const ids = references.map(({ id }) => id)
  const repeated = ids.findIndex((id, index) => ids.indexOf(id) !== index)
  const problems: Problem[] = []
  if (repeated >= 0) {
    const message = {
      en: `\`references.${repeated}.id\` is used twice`,
      zh: `\`references.${repeated}.id\` 用了两次`,
    }
    problems.push({ field: `references.${repeated}.id`, code: 'conflict', message })
  }
  if (brokenMentions(prompt, references).length > 0) {
    const message = {
      en: 'The prompt mentions a reference that was removed; delete the broken mention or add the reference again',
      zh: '提示词提到了已移除的参考素材；请删去失效的提及，或重新添加该素材',
    }
    problems.push({ field: 'prompt', code: 'missing', message })
  }
  return problems
}
