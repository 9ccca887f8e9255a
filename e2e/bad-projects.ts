import { type BadCall, refusedQuery, strangeBodies, strangeIds } from './bad-calls.ts'

/** What is wrong with projects, and with asking for one. */
export const badProjects: Readonly<Record<string, readonly BadCall[]>> = {
  'GET /api/studio': [
    ...refusedQuery('/api/studio'),
    { what: 'a project of nobody', path: '/api/studio?project=prj_0000000000000000', status: 404 },
    { what: 'a project of another shape', path: '/api/studio?project=..', status: 400, field: 'project' },
    { what: 'two projects', path: '/api/studio?project=a&project=b', status: 400, field: 'project' },
  ],
  'GET /api/projects': refusedQuery('/api/projects'),
  'POST /api/projects': [...strangeBodies('/api/projects'), ...strangeNames('/api/projects')],
  'PUT /api/projects/[id]': [
    ...strangeIds('/api/projects/', '', { name: 'Harbour' }),
    ...strangeBodies('/api/projects/prj_first'),
    ...strangeNames('/api/projects/prj_first'),
  ],
}

function strangeNames(path: string): BadCall[] {
  const names: [what: string, json: unknown][] = [
    ['no name', {}],
    ['a name of blanks', { name: ' ' }],
    ['an endless name', { name: 'x'.repeat(81) }],
    ['a name of two lines', { name: 'a\nb' }],
    ['a number for a name', { name: 7 }],
  ]
  return names.map(([what, json]) => ({ what, path, json, status: 400, field: 'name' }))
}
