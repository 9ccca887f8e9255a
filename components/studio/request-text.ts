/** A previewed request as text to copy. Pure: neither the key nor the provider's address is known here. */
import type { RequestPreview } from '#lib/api/preview.ts'

/** As it is shown: files by kind, size and hash. */
export function requestAsJson({ body }: Pick<RequestPreview, 'body'>): string {
  return JSON.stringify(body, null, 2)
}

/** For a shell; the key and the base address come from its environment, files are named for a person to fill in. */
export function requestAsCurl(preview: RequestPreview): string {
  const { path, encoding, references } = preview
  const body = withoutIdentity(preview)
  const lines = [
    `curl "$SEEDANCE_BASE_URL${path}"`,
    '-H "Authorization: Bearer $SEEDANCE_API_KEY"',
    ...(encoding === 'json'
      ? [`-H 'Content-Type: application/json'`, `-d ${quoted(JSON.stringify(withPlaces(body), null, 2))}`]
      : Object.entries(body).map(([name, value]) =>
          isMedia(value)
            ? `-F ${quoted(`${name}=@${references[0]?.name ?? name}`)}`
            : `--form-string ${quoted(`${name}=${textOf(value)}`)}`,
        )),
  ]
  return lines.join(' \\\n  ')
}

/** The identity is a generation's own, and so is where news of it go; a call from elsewhere has neither. */
function withoutIdentity({ body, identityField, callbackField }: RequestPreview): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(body).filter(([name]) => name !== identityField && name !== callbackField),
  )
}

function withPlaces(value: unknown): unknown {
  if (isMedia(value)) return `<${value.kind}: its https address or data URI>`
  if (Array.isArray(value)) return value.map(withPlaces)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withPlaces(item)]))
}

function isMedia(value: unknown): value is { kind: string } {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false
  return 'sha256' in value || 'missing' in value
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** In single quotes a shell reads nothing but the closing quote. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
