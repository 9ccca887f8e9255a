import { type BadCall, JSON_TYPE, strangeBodies } from './bad-calls.ts'

/** What is wrong with a press of Generate. Wrong shapes are 400; what only the model's limits forbid is 422. */
const PATH = '/api/generations'

const RECIPE = {
  model: 'doubao-seedance-2-0-260128',
  prompt: [{ text: 'A paper boat' }],
  references: [],
  settings: { resolution: '480p', ratio: '16:9', duration: 4 },
}
export const PRESS = { idempotencyKey: 'press-of-bad-input', recipe: RECIPE }

export function badPresses(usedKey: string): BadCall[] {
  return [
    ...strangeBodies(PATH),
    ...wrongEnvelopes,
    ...wrongRecipes,
    ...wrongSettings,
    ...wrongReferences,
    ...forbiddenAddresses,
    {
      what: 'a key of another request',
      path: PATH,
      json: { ...PRESS, idempotencyKey: usedKey },
      status: 409,
    },
  ]
}

const press = (what: string, change: object, field: string, status = 400): BadCall => ({
  what,
  path: PATH,
  json: { ...PRESS, ...change },
  status,
  field,
})
const recipe = (what: string, change: object, field: string, status = 400): BadCall =>
  press(what, { recipe: { ...RECIPE, ...change } }, field, status)

const wrongEnvelopes: BadCall[] = [
  press('no key', { idempotencyKey: undefined }, 'idempotencyKey'),
  ...['short', 'x'.repeat(101), '../../etc/passwd', 'a key with blanks', 7, null, ['a-key-in-a-list']].map(
    (key) => press(`the key ${JSON.stringify(key)}`, { idempotencyKey: key }, 'idempotencyKey'),
  ),
  ...[0, 9, 1.5, -1, '2', [2], null, 1e300].map((takes) =>
    press(`${JSON.stringify(takes)} takes`, { takes }, 'takes'),
  ),
  {
    what: 'takes beyond all numbers',
    path: PATH,
    headers: JSON_TYPE,
    body: JSON.stringify(PRESS).replace('{', '{"takes":1e999,'),
    status: 400,
    field: 'takes',
  },
  press('a project of another shape', { projectId: '../prj' }, 'projectId'),
  press('a project of nobody', { projectId: 'prj_nobody' }, '', 404),
  press('a shot of another shape', { shotId: 'sht_\0' }, 'shotId'),
  press('a shot of nobody', { shotId: 'sht_nobody' }, '', 404),
  press('a field nobody asked for', { teamId: 'team_other' }, 'teamId'),
  press('no recipe', { recipe: undefined }, 'recipe'),
  press('a recipe as text', { recipe: 'fast' }, 'recipe'),
  press('a list of recipes', { recipe: [RECIPE] }, 'recipe'),
]

const wrongRecipes: BadCall[] = [
  recipe('a prompt as text', { prompt: 'A boat' }, 'recipe.prompt'),
  recipe('a part that is two things', { prompt: [{ text: 'a', mention: 'b' }] }, 'recipe.prompt.0'),
  recipe('a part that is nothing', { prompt: [{}] }, 'recipe.prompt.0'),
  recipe('a part that is a number', { prompt: [7] }, 'recipe.prompt.0'),
  recipe('endless text', { prompt: [{ text: 'x'.repeat(20_001) }] }, 'recipe.prompt.0.text'),
  recipe('endless parts', { prompt: Array.from({ length: 2001 }, () => ({ text: 'x' })) }, 'recipe.prompt'),
  recipe('a NUL in the text', { prompt: [{ text: 'a\0b' }] }, 'recipe.prompt.0.text'),
  recipe('no words at all', { prompt: [] }, 'prompt', 422),
  recipe('a mention of nothing', { prompt: [{ text: 'a' }, { mention: 'ref_gone' }] }, 'prompt', 422),
  recipe('no model', { model: undefined }, 'recipe.model'),
  recipe('an empty model', { model: '' }, 'recipe.model'),
  recipe('a list of models', { model: ['a'] }, 'recipe.model'),
  recipe('another mode', { mode: 'magic' }, 'recipe.mode'),
  recipe('a price of one’s own', { price: 0 }, 'recipe.price'),
  recipe('no settings', { settings: undefined }, 'recipe.settings'),
]

const setting = (name: string, value: unknown, status = 400): BadCall =>
  recipe(
    `${name} ${JSON.stringify(value)}`,
    { settings: { ...RECIPE.settings, [name]: value } },
    `recipe.settings.${name}`,
    status,
  )

/** A problem of the model's limits names the setting alone, as the composer does. */
const limit = (name: string, value: unknown): BadCall => ({ ...setting(name, value, 422), field: name })

const wrongSettings: BadCall[] = [
  setting('duration', '4'),
  setting('duration', [4]),
  setting('resolution', '8k'),
  setting('ratio', '16/9'),
  setting('generateAudio', 'yes'),
  setting('seed', null),
  setting('serviceTier', 'free'),
  setting('outputFormat', 'exe'),
  setting('apiKey', 'sk-mine'),
  limit('duration', 99),
  limit('duration', -1e300),
  limit('duration', 4.5),
  limit('seed', 1e300),
  limit('seed', 0.5),
  limit('frames', 1e9),
  limit('priority', -1),
  limit('executionExpiresAfter', 1),
  limit('fps', 1000),
]

const reference = (what: string, change: object, field: string, status = 400): BadCall =>
  recipe(
    what,
    {
      references: [
        {
          id: 'ref_1',
          kind: 'image',
          role: 'reference_image',
          name: 'fox',
          url: 'https://example.com/fox.png',
          ...change,
        },
      ],
    },
    field,
    status,
  )

const wrongReferences: BadCall[] = [
  reference('no id', { id: undefined }, 'recipe.references.0.id'),
  reference('another kind', { kind: 'pdf' }, 'recipe.references.0.kind'),
  reference('another role', { role: 'actor' }, 'recipe.references.0.role'),
  reference('an endless name', { name: 'x'.repeat(65) }, 'recipe.references.0.name'),
  reference(
    'a file of another shape',
    { url: undefined, mediaId: '../../etc/passwd' },
    'recipe.references.0.mediaId',
  ),
  reference('a file of nobody', { url: undefined, mediaId: 'med_nobody' }, 'references.0', 422),
  reference('a file and an address', { mediaId: 'med_nobody' }, 'references.0', 422),
  reference('neither', { url: undefined }, 'references.0', 422),
  recipe('an object for a list', { references: { 0: {} } }, 'recipe.references'),
  recipe('a hundred of them', { references: Array.from({ length: 100 }, () => ({})) }, 'recipe.references'),
]

/** Must neither be fetched by us nor handed to the provider. */
export const FORBIDDEN_ADDRESSES = [
  'http://127.0.0.1:3000/api/health',
  'https://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0177.0.0.1/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://10.0.0.1/',
  'https://172.16.0.1/',
  'https://192.168.1.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://100.100.100.200/',
  'https://0.0.0.0/',
  'https://[fd00::1]/',
  'https://[fe80::1]/',
  'https://localhost/',
  'https://me:secret@example.com/fox.png',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'ftp://example.com/fox.png',
  'gopher://127.0.0.1:11211/_stats',
  '//example.com/fox.png',
  'fox.png',
  'https://',
]

const forbiddenAddresses: BadCall[] = FORBIDDEN_ADDRESSES.map((url) =>
  reference(`the address ${url}`, { url }, 'references.0.url', 422),
)
