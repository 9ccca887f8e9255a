import { type BadCall, strangeBodies } from './bad-calls.ts'
import { PRESS } from './bad-recipes.ts'

/** What is wrong with a press of several recipes; what is wrong with one recipe stands in bad-recipes.ts. */
const PATH = '/api/batches'
const BATCH = { idempotencyKey: 'press-of-bad-batch', recipes: [PRESS.recipe] }

const batch = (what: string, change: object, field: string, status = 400): BadCall => ({
  what,
  path: PATH,
  json: { ...BATCH, ...change },
  status,
  field,
})

export function badBatches(usedKey: string): BadCall[] {
  return [
    ...strangeBodies(PATH),
    batch('no key', { idempotencyKey: undefined }, 'idempotencyKey'),
    batch('no recipes', { recipes: undefined }, 'recipes'),
    batch('an empty list', { recipes: [] }, 'recipes'),
    batch('a recipe that is no list', { recipes: PRESS.recipe }, 'recipes'),
    batch('one recipe as for a press alone', { recipe: PRESS.recipe }, 'recipe'),
    batch(
      'more recipes than it makes',
      { recipes: Array.from({ length: 65 }, () => PRESS.recipe) },
      'recipes',
    ),
    batch(
      'more takes than it makes',
      { takes: 8, recipes: Array.from({ length: 9 }, () => PRESS.recipe) },
      'recipes',
    ),
    ...[0, 9, 1.5, '2', null].map((takes) => batch(`${JSON.stringify(takes)} takes`, { takes }, 'takes')),
    batch('a shot of nobody', { shotId: 'sht_nobody' }, '', 404),
    batch('a project of nobody', { projectId: 'prj_nobody' }, '', 404),
    batch(
      'a second recipe without a model',
      { recipes: [PRESS.recipe, { ...PRESS.recipe, model: undefined }] },
      'recipes.1.model',
    ),
    batch(
      'a second recipe that is too long',
      { recipes: [PRESS.recipe, { ...PRESS.recipe, settings: { duration: 99 } }] },
      'recipes.1.duration',
      422,
    ),
    batch('a key of another request', { idempotencyKey: usedKey }, '', 409),
  ]
}
