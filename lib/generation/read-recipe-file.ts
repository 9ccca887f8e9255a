/**
 * The only way from unknown JSON to a RecipeFile. What a later version added beside the known fields is passed over; a setting whose value
 * is unknown is left out and named; anything else that is wrong refuses the file, in words. Pure.
 */
import * as z from 'zod/mini'
import type { Sentence } from '#lib/language/language.ts'
import { fillInNames } from '#lib/seedance/names.ts'
import {
  MODES,
  RATIOS,
  REFERENCE_KINDS,
  REFERENCE_ROLES,
  RESOLUTIONS,
  type ReferenceKind,
  type ReferenceRole,
  type RequestSettings,
} from '#lib/seedance/request.ts'
import {
  isPortableAddress,
  LARGEST_RECIPE,
  RECIPE_FORMAT,
  RECIPE_VERSION,
  type FileReference,
  type RecipeFile,
} from './recipe-file.ts'

export type ReadRecipe =
  { ok: true; file: RecipeFile; notices: Sentence[] } | { ok: false; problem: Sentence }

/** As a file or the clipboard holds it. */
export function readRecipeText(text: string): ReadRecipe {
  if (text.length > LARGEST_RECIPE) return no(TOO_LARGE)
  try {
    return readRecipeFile(JSON.parse(text))
  } catch {
    return no(NOT_A_RECIPE)
  }
}

export function readRecipeFile(value: unknown): ReadRecipe {
  const head = z.safeParse(headSchema, value)
  if (!head.success) return no(NOT_A_RECIPE)
  if (head.data.version !== RECIPE_VERSION) return no(newer(head.data.version))
  const body = z.safeParse(bodySchema, value)
  if (!body.success) return no(damaged(body.error.issues[0]?.path ?? []))
  const { recipe, seed } = body.data
  const { settings, leftOut } = readSettings(recipe.settings)
  const names = fillInNames(recipe.references)
  return {
    ok: true,
    file: {
      format: RECIPE_FORMAT,
      version: RECIPE_VERSION,
      recipe: {
        model: recipe.model,
        ...(recipe.mode === undefined ? {} : { mode: recipe.mode }),
        prompt: recipe.prompt,
        references: recipe.references.map((reference, index) =>
          readReference(reference, names[index] ?? reference.name),
        ),
        settings,
      },
      ...(seed === undefined ? {} : { seed }),
    },
    notices: leftOut.map(settingLeftOut),
  }
}

const headSchema = z.object({ format: z.literal(RECIPE_FORMAT), version: z.int().check(z.gte(1)) })

const text = (most: number) => z.string().check(z.maxLength(most))
const named = (most: number) => z.string().check(z.minLength(1), z.maxLength(most))

const referenceSchema = z.object({
  id: named(64),
  kind: z.enum(REFERENCE_KINDS),
  role: z.enum(REFERENCE_ROLES),
  name: named(64),
  fileName: z.exactOptional(text(1000)),
  sha256: z.exactOptional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
  bytes: z.exactOptional(z.int().check(z.gte(0))),
  url: z.exactOptional(text(4096)),
})

const bodySchema = z.object({
  recipe: z.object({
    model: named(128),
    mode: z.exactOptional(z.enum(MODES)),
    prompt: z
      .array(z.union([z.object({ text: text(20_000) }), z.object({ mention: named(64) })]))
      .check(z.maxLength(2000)),
    references: z.array(referenceSchema).check(
      z.maxLength(64),
      z.refine((all) => new Set(all.map(({ id }) => id)).size === all.length),
    ),
    settings: z.record(z.string(), z.unknown()),
  }),
  seed: z.exactOptional(z.int()),
})

/** One by one: a value that a later studio knows is no reason to lose the others. */
const SETTINGS = {
  duration: z.int(),
  frames: z.int(),
  ratio: z.enum(RATIOS),
  resolution: z.enum(RESOLUTIONS),
  fps: z.int(),
  seed: z.int(),
  generateAudio: z.boolean(),
  watermark: z.boolean(),
  cameraFixed: z.boolean(),
  returnLastFrame: z.boolean(),
  serviceTier: z.enum(['default', 'flex']),
  executionExpiresAfter: z.int(),
  draft: z.boolean(),
  priority: z.int(),
  webSearch: z.boolean(),
  outputFormat: z.enum(['mp4', 'mov']),
} satisfies Record<keyof RequestSettings, z.ZodMiniType>

function readSettings(given: Readonly<Record<string, unknown>>): {
  settings: RequestSettings
  leftOut: string[]
} {
  const settings: Record<string, unknown> = {}
  const leftOut: string[] = []
  for (const [name, schema] of Object.entries(SETTINGS)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined
    if (value === undefined || value === null) continue
    const read = z.safeParse<z.ZodMiniType>(schema, value)
    if (read.success) settings[name] = read.data
    else leftOut.push(name)
  }
  return { settings, leftOut }
}

const ROLES: Readonly<Record<ReferenceKind, readonly ReferenceRole[]>> = {
  image: ['reference_image', 'first_frame', 'last_frame'],
  video: ['reference_video'],
  audio: ['reference_audio'],
}

/** An address that no studio would have written may be somebody's trap: it is not taken. */
function readReference(given: z.infer<typeof referenceSchema>, name: string): FileReference {
  const { url, ...reference } = given
  const [usual = 'reference_image'] = ROLES[reference.kind]
  return {
    ...reference,
    name,
    role: ROLES[reference.kind].includes(reference.role) ? reference.role : usual,
    ...(url !== undefined && isPortableAddress(url) ? { url } : {}),
  }
}

function no(problem: Sentence): ReadRecipe {
  return { ok: false, problem }
}

const NOT_A_RECIPE: Sentence = {
  en: 'This is not a Seedreel recipe. Choose a file that “Export recipe” has made.',
  zh: '这不是 Seedreel 配方。请选择用“导出配方”生成的文件。',
}

const TOO_LARGE: Sentence = {
  en: 'This is larger than any recipe: nothing was read. Choose a file that “Export recipe” has made.',
  zh: '文件比任何配方都大，未读取。请选择用“导出配方”生成的文件。',
}

function newer(version: number): Sentence {
  return {
    en: `A newer Seedreel has written this recipe (version ${version}). Update this studio, then import it again.`,
    zh: `该配方由更新版本的 Seedreel 写成（版本 ${version}）。请先更新本工作室，再重新导入。`,
  }
}

function damaged(path: readonly PropertyKey[]): Sentence {
  const field = path.map(String).join('.')
  return {
    en: `The recipe is damaged at “${field}”: nothing was changed. Export it again where it came from.`,
    zh: `配方在 “${field}” 处已损坏，未作任何更改。请在来源处重新导出。`,
  }
}

function settingLeftOut(name: string): Sentence {
  return {
    en: `“${name}” has a value that this studio doesn’t know and was left out.`,
    zh: `“${name}” 的取值本工作室不认识，已略去。`,
  }
}
