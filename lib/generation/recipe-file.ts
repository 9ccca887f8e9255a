/**
 * A recipe outside the studio: in a file, on the clipboard, inside a clip. It belongs to no studio: references are known by the hash of
 * their bytes, and nothing in it opens a door (no address that was signed for somebody, no address of a result). Pure.
 */
import type { PromptPart } from '#lib/prompt/prompt-document.ts'
import type { Mode, ReferenceKind, ReferenceRole, RequestSettings } from '#lib/seedance/request.ts'
import type { Recipe, RecipeReference } from './generation.ts'

export const RECIPE_FORMAT = 'seedreel-recipe'
export const RECIPE_VERSION = 1

/** Bytes, as JSON or as the packet in a clip. A prompt of the advised length and 64 references take 20 KB. */
export const LARGEST_RECIPE = 256 * 1024

export interface RecipeFile {
  format: typeof RECIPE_FORMAT
  version: typeof RECIPE_VERSION
  recipe: {
    model: string
    mode?: Mode
    prompt: PromptPart[]
    references: FileReference[]
    settings: RequestSettings
  }
  /** The seed that made the clip, where it is known; `settings.seed` is the one that was asked for. */
  seed?: number
}

/** A file is named by its hash; `url` is an address that a person gave. Neither: whoever restores it has to choose a file. */
export interface FileReference {
  /** `1`, `2` …: what mentions in the prompt are bound to. */
  id: string
  kind: ReferenceKind
  role: ReferenceRole
  name: string
  fileName?: string
  sha256?: string
  bytes?: number
  url?: string
}

/** What is known of the file behind a reference. */
export interface KnownFile {
  fileName: string
  sha256: string
  bytes: number
}

/** `fileOf` knows the team's files; a reference to one that is gone keeps its name and its place. */
export function toRecipeFile(
  { model, mode, prompt, references, settings }: Recipe,
  fileOf: (reference: RecipeReference) => KnownFile | undefined,
  seed?: number,
): RecipeFile {
  const ids = new Map(references.map(({ id }, index) => [id, String(index + 1)]))
  return {
    format: RECIPE_FORMAT,
    version: RECIPE_VERSION,
    recipe: {
      model,
      ...(mode === undefined ? {} : { mode }),
      prompt: prompt.map((part) =>
        // A mention of what is gone stays one: it is bound to nothing here either.
        'text' in part ? { text: part.text } : { mention: ids.get(part.mention) ?? 'gone' },
      ),
      references: references.map((reference, index) =>
        toFileReference(reference, String(index + 1), fileOf(reference)),
      ),
      settings: { ...settings },
    },
    ...(seed === undefined ? {} : { seed }),
  }
}

function toFileReference(
  { kind, role, name, url }: RecipeReference,
  id: string,
  file: KnownFile | undefined,
): FileReference {
  return {
    id,
    kind,
    role,
    name,
    ...(file && { fileName: file.fileName, sha256: file.sha256, bytes: file.bytes }),
    ...(url !== undefined && isPortableAddress(url) ? { url } : {}),
  }
}

/** Query keys under which storages and gateways keep what opens a door: S3, TOS, Azure, Google, and our own. */
const SECRET_KEY = /sign|token|key|expire|credential|secret|auth|policy|password|^x-|^(sig|se|sp|st|sv|sr)$/i
/** Ours, and the sandbox's results. */
const OWN_PATH = /\/(api\/(references|media)|sandbox)\//i

/** Whether an address may leave the studio: plain web addresses, and a provider's own names for what it stores. */
export function isPortableAddress(address: string): boolean {
  if (/^asset:\/\/[\w.-]+$/i.test(address)) return true
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return false
  const { username, password, pathname, searchParams, hash } = new URL(address)
  if (username !== '' || password !== '' || hash !== '' || OWN_PATH.test(pathname)) return false
  return ![...searchParams.keys()].some((key) => SECRET_KEY.test(key))
}
