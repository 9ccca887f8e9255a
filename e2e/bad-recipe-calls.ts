import {
  type BadCall,
  type Place,
  refusedBody,
  refusedQuery,
  strangeBodies,
  strangeIds,
} from './bad-calls.ts'

/** Downloads with recipes, the files behind recipes, presets and templates. */
export function badRecipeCalls({ generationId }: Place): Readonly<Record<string, readonly BadCall[]>> {
  const generation = `/api/generations/${generationId}`
  return {
    'GET /api/generations/[id]/download': strangeDownloads(generation),
    'HEAD /api/generations/[id]/download': strangeIds('/api/generations/', '/download'),
    'POST /api/recipes/resolve': [
      ...strangeBodies('/api/recipes/resolve'),
      ...badReferences.map(([what, reference, field]) => ({
        what,
        path: '/api/recipes/resolve',
        json: { references: [reference] },
        status: 400,
        field: `references.0.${field}`,
      })),
      {
        what: 'more files than a recipe has',
        path: '/api/recipes/resolve',
        json: { references: Array.from({ length: 65 }, () => ({ kind: 'image' })) },
        status: 400,
        field: 'references',
      },
    ],
    'GET /api/presets': refusedQuery('/api/presets'),
    'POST /api/presets': [
      ...strangeBodies('/api/presets'),
      ...badPresets.map(([what, json, field]) => ({ what, path: '/api/presets', json, status: 400, field })),
    ],
    'PUT /api/presets/[id]': [
      ...strangeIds('/api/presets/', '', { name: 'Night' }),
      ...strangeBodies('/api/presets/pre_1'),
      { what: 'an empty name', path: '/api/presets/pre_1', json: { name: ' ' }, status: 400, field: 'name' },
      {
        what: 'another kind',
        path: '/api/presets/pre_1',
        json: { kind: 'template' },
        status: 400,
        field: 'kind',
      },
    ],
    'DELETE /api/presets/[id]': [...strangeIds('/api/presets/', ''), ...refusedBody('/api/presets/pre_1')],
  }
}

const badReferences: [what: string, reference: unknown, field: string][] = [
  ['no kind', {}, 'kind'],
  ['another kind', { kind: 'smell' }, 'kind'],
  ['a hash in capitals', { kind: 'image', sha256: 'A'.repeat(64) }, 'sha256'],
  ['a hash that climbs', { kind: 'image', sha256: '../../session-secret' }, 'sha256'],
  ['an id with SQL', { kind: 'image', mediaId: "med_1' or 1=1--" }, 'mediaId'],
  ['an address', { kind: 'image', url: 'http://169.254.169.254/' }, 'url'],
]

const PRESET = { kind: 'template', name: 'Walk', content: { text: 'A {subject}' } }

const badPresets: [what: string, json: unknown, field: string][] = [
  ['no kind', { name: 'x', content: { text: 'x' } }, 'kind'],
  ['another kind', { ...PRESET, kind: 'look' }, 'kind'],
  ['a name of blanks', { ...PRESET, name: ' \t ' }, 'name'],
  ['an endless name', { ...PRESET, name: 'x'.repeat(81) }, 'name'],
  ['a name of two lines', { ...PRESET, name: 'a\nb' }, 'name'],
  ['a NUL in the name', { ...PRESET, name: 'a\0' }, 'name'],
  ['an endless template', { ...PRESET, content: { text: 'x'.repeat(5001) } }, 'content.text'],
  ['content of the other kind', { ...PRESET, kind: 'settings' }, 'content.model'],
  ['a team', { ...PRESET, teamId: 'team_other' }, 'teamId'],
]

const strangeDownloads = (generation: string): BadCall[] => [
  ...strangeIds('/api/generations/', '/download'),
  { what: 'the clip of what has none', path: `${generation}/download`, status: 404 },
  { what: 'another key', path: `${generation}/download?recipe=0`, status: 400, field: 'recipe' },
  {
    what: 'a folder to save in',
    path: `${generation}/download?name=../../.bashrc`,
    status: 400,
    field: 'name',
  },
  { what: 'a header to add', path: `${generation}/download?name=a%0d%0ax:1`, status: 400, field: 'name' },
]
