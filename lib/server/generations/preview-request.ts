import 'server-only'
import type { Principal } from '#lib/access/principal.ts'
import type { PreviewInput, PreviewPiece, PreviewReference, RequestPreview } from '#lib/api/preview.ts'
import type { Recipe } from '#lib/generation/generation.ts'
import { findUsualTime, likenessOf } from '#lib/generation/usual-time.ts'
import { renderPieces, renderPrompt, unusedReferences, type MentionStyle } from '#lib/prompt/mentions.ts'
import { quote } from '#lib/seedance/price.ts'
import { readFormFields } from '#lib/seedance/wire/form-fields.ts'
import { withMediaSummaries } from '#lib/seedance/wire/media-summary.ts'
import { budgetOfPress } from '#lib/server/budgets/budget-of-press.ts'
import type { BudgetSettings } from '#lib/server/budgets/standings.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { VideoProvider } from '#lib/server/providers/video-provider.ts'
import type { DeliverableReference, PreviewDelivery } from './media-access.ts'
import type { Hints } from './hints.ts'
import { noticesOf } from './preview-notices.ts'
import { addressedRequest, checkRecipe, mentionStyleOf, pair, type RequestContext } from './recipe-request.ts'
import { readUsualTimes } from './usual-times.ts'

export interface PreviewServices extends RequestContext {
  database: Database
  budget: BudgetSettings
  provider: RequestContext['provider'] & Pick<VideoProvider, 'name' | 'print' | 'takesCallback'>
  delivery: PreviewDelivery
  hints?: Pick<Hints, 'standIn'>
}

/** Where the generation's own id will stand; it does not exist before the press. */
const IDENTITY_TO_COME = 'gen_…'
const TASK_OF_DRAFT = 'task_…'

/**
 * The request of one take as the adapter will print it, with stand-ins for what only exists at the press: files by kind, size
 * and hash, the generation's id by `gen_…`. Nothing is sent, written or read from storage. Never refuses a recipe for what is
 * wrong with it: that is `problems`.
 */
export async function previewRequest(
  services: PreviewServices,
  principal: Principal,
  { recipe, takes = 1, projectId }: PreviewInput,
): Promise<RequestPreview> {
  const { provider, delivery } = services
  const checked = await checkRecipe(services, principal, recipe)
  const items = await pair(services, principal, recipe)
  const addresses = items.map((item) => delivery.standIn(item, items))
  const hasIdentity = provider.identity === 'safety_identifier'
  const request = {
    // A final render is told by its draft's task alone, whose id stays on the server.
    ...(checked.request.draftTaskId === undefined
      ? addressedRequest(provider, recipe, addresses, '')
      : { ...checked.request, draftTaskId: TASK_OF_DRAFT }),
    ...(hasIdentity && { safetyIdentifier: IDENTITY_TO_COME }),
    ...hintToCome(services),
  }
  const printed = provider.print(request)
  const isForm = printed.body instanceof FormData
  const fields =
    printed.body instanceof FormData ? await readForm(printed.body, items, addresses) : printed.body
  const style = mentionStyleOf(provider, recipe)
  const usual = findUsualTime(await readUsualTimes(services), likenessOf(recipe, checked.request.mode))
  const price = quote(checked.priced ?? checked.request, { inputVideoSeconds: checked.inputVideoSeconds })
  const budget = await budgetOfPress(services, principal, projectId, { quote: price, takes })
  return {
    path: printed.path,
    encoding: isForm ? 'multipart' : 'json',
    body: summarised(fields, items, addresses),
    ...(hasIdentity && { identityField: 'safety_identifier' }),
    ...('callbackUrl' in request && { callbackField: 'callback_url' }),
    prompt: promptOf(recipe, style),
    references: referencesOf(recipe, style),
    problems: checked.problems,
    notices: noticesOf(request, fields),
    quote: price,
    ...(budget && { budget }),
    ...(usual && { usual }),
  }
}

/** A generation's own address is a secret, and none is made for what is only looked at. */
function hintToCome({ provider, hints }: PreviewServices): { callbackUrl?: string } {
  return provider.takesCallback && hints?.standIn !== undefined ? { callbackUrl: hints.standIn } : {}
}

/** The fields of a form as a server reads them, each file by its stand-in address. */
async function readForm(
  form: FormData,
  items: readonly DeliverableReference[],
  addresses: readonly string[],
): Promise<Record<string, unknown>> {
  const entries: [string, string][] = []
  for (const [name, value] of form) {
    if (typeof value === 'string') entries.push([name, value])
    else {
      // A stand-in file holds the id of the one that will be sent.
      const id = await value.text()
      entries.push([name, addresses[items.findIndex(({ media }) => media?.id === id)] ?? ''])
    }
  }
  return readFormFields(entries)
}

function summarised(
  fields: Record<string, unknown>,
  items: readonly DeliverableReference[],
  addresses: readonly string[],
): Record<string, unknown> {
  const summaries = new Map(
    items.flatMap(({ reference: { kind, url }, media }, index) => {
      if (url !== undefined) return []
      const summary = media
        ? { kind, bytes: media.bytes, sha256: media.sha256 }
        : ({ kind, missing: true } as const)
      return [[addresses[index] ?? '', summary]]
    }),
  )
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, withMediaSummaries(value, summaries)]),
  )
}

function promptOf({ prompt, references }: Recipe, style: MentionStyle): PreviewPiece[] {
  return renderPieces(prompt, references, style).map(({ text, mention }) => {
    if (mention === undefined) return { text }
    const name = references.find(({ id }) => id === mention)?.name
    return name === undefined ? { text, broken: true } : { text, name }
  })
}

function referencesOf({ prompt, references }: Recipe, style: MentionStyle): PreviewReference[] {
  const unused = new Set(unusedReferences(prompt, references).map(({ id }) => id))
  return references.map(({ id, name, kind, role }) => ({
    name,
    kind,
    role,
    said: renderPrompt([{ mention: id }], references, style),
    isMentioned: !unused.has(id),
  }))
}
