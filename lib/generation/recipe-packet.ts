/**
 * The recipe as XMP: a packet that any tool of the trade reads (the prompt is its description), with the recipe's JSON in a property of
 * our own. Adobe XMP specification, parts 1 and 3; XML 1.0. Prompts and names are other people's words, so all of it is escaped. Pure.
 */
import type { RecipeFile } from './recipe-file.ts'

/** Ends with a sign that can't be part of a name, as XMP asks of a namespace. */
const NAMESPACE = 'urn:x-seedreel:recipe:1#'

export function recipePacket(file: RecipeFile, description: string): string {
  // The byte order mark tells readers of the bytes which encoding it is.
  return `<?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:seedreel="${NAMESPACE}">
   <xmp:CreatorTool>Seedreel</xmp:CreatorTool>
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(description)}</rdf:li></rdf:Alt></dc:description>
   <seedreel:recipe>${escapeXml(plainJson(file))}</seedreel:recipe>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`
}

/**
 * The JSON text of a packet of ours, also after another tool has written it anew: under another prefix, or as an attribute. Undefined
 * where there is none. Looks for fixed words only, so that no packet takes longer than it is long.
 */
export function recipeInPacket(packet: string): string | undefined {
  const named = new RegExp(`xmlns:([\\w.-]{1,64})\\s*=\\s*["']${NAMESPACE}["']`).exec(packet)
  const prefix = named?.[1]
  if (prefix === undefined) return undefined
  const escaped =
    between(packet, `<${prefix}:recipe>`, `</${prefix}:recipe>`) ??
    between(packet, `${prefix}:recipe="`, '"') ??
    between(packet, `${prefix}:recipe='`, "'")
  return escaped === undefined ? undefined : unescapeXml(escaped)
}

function between(text: string, opening: string, closing: string): string | undefined {
  const start = text.indexOf(opening)
  if (start < 0) return undefined
  const end = text.indexOf(closing, start + opening.length)
  return end < 0 ? undefined : text.slice(start + opening.length, end)
}

/** JSON in which nothing stands that XML can't hold or would change: those characters are written as \u escapes. */
function plainJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** For the text of an element. What XML 1.0 has no place for is left out (§2.2). */
function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? '')
  )
}

function unescapeXml(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (all, hex, decimal, name) => {
      if (name !== undefined) return CHARACTERS[String(name).toLowerCase()] ?? all
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return point <= 0x10ffff ? String.fromCodePoint(point) : all
    },
  )
}
