import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TASK_FIXTURES } from './fixtures/task-answers.ts'
import { readCreateAnswer, readErrorBody, readStatus, readTask, readTaskList } from './read-task.ts'
import type { TaskStatus } from './task.ts'

test.each(TASK_FIXTURES)('$from $name', ({ answer, task }) => {
  expect(readTask(answer)).toEqual(task)
})

test.each<[TaskStatus, string[]]>([
  [
    'queued',
    [
      'queued',
      'pending',
      'submitted',
      'SUBMITTED',
      'QUEUED',
      'NOT_START',
      'preparing',
      'created',
      'in queue',
    ],
  ],
  ['running', ['running', 'in_progress', 'IN_PROGRESS', 'in-progress', 'processing', 'generating']],
  ['succeeded', ['succeeded', 'success', 'SUCCESS', 'completed', 'complete', 'finished', ' Succeeded ']],
  ['failed', ['failed', 'fail', 'FAILURE', 'error']],
  ['cancelled', ['cancelled', 'canceled']],
  ['expired', ['expired']],
  ['unrecognised', ['unknown', 'paused', '', 'toString']],
])('the words for %s', (status, words) => {
  expect(words.map(readStatus)).toEqual(words.map(() => status))
})

test.each<[unknown, number | undefined]>([
  [50, 50],
  [0, 0],
  ['50%', 50],
  ['50 %', 50],
  ['7.5', 7.5],
  [100, 100],
  [101, undefined],
  [-1, undefined],
  ['', undefined],
  ['half', undefined],
  [null, undefined],
])('progress %j is %j', (progress, read) => {
  expect(readTask({ id: 'x', status: 'running', progress })?.progress).toBe(read)
})

test.each<[unknown, number | undefined]>([
  [1790000000, 1790000000000],
  ['1790000000', 1790000000000],
  [1790000000.5, 1790000000500],
  [1790000000123, 1790000000123],
  ['2026-09-21T08:53:20Z', Date.UTC(2026, 8, 21, 8, 53, 20)],
  ['2026-09-21T08:53:20+08:00', Date.UTC(2026, 8, 21, 0, 53, 20)],
  ['2026-09-21 08:53:20', Date.UTC(2026, 8, 21, 8, 53, 20)],
  [0, undefined],
  [null, undefined],
  ['soon', undefined],
  [1790000000123456, undefined],
])('created_at %j is %j ms', (created_at, read) => {
  expect(readTask({ id: 'x', status: 'queued', created_at })?.createdAt).toBe(read)
})

test.each([
  [null],
  [undefined],
  [''],
  ['<html>'],
  [42],
  [[]],
  [{}],
  [{ error: { code: 'a', message: 'b' } }],
  [{ items: [] }],
])('no task in %j', (answer) => {
  expect(readTask(answer)).toBeUndefined()
})

test('a task whose answer has no status is not guessed at', () => {
  expect(readTask({ id: 'x', content: { video_url: 'http://h/x.mp4' } })).toMatchObject({
    status: 'unrecognised',
    rawStatus: '',
  })
})

test('seconds and addresses survive any answer, and nothing throws', () => {
  const field = fc.constantFrom(
    'id',
    'status',
    'items',
    'data',
    'content',
    'error',
    'usage',
    'metadata',
    'url',
    'code',
    'total',
  )
  const tree = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.jsonValue({ maxDepth: 1 }),
      fc.array(tie('value'), { maxLength: 3 }),
      tie('object'),
    ),
    object: fc.dictionary(field, tie('value'), { maxKeys: 6 }),
  }))
  fc.assert(
    fc.property(tree.value, (answer) => {
      const task = readTask(answer)
      readCreateAnswer(answer)
      readErrorBody(answer)
      const list = readTaskList(answer)
      expect(task === undefined || typeof task.id === 'string').toBe(true)
      expect(list === undefined || list.tasks.every(({ id }) => id !== '')).toBe(true)
      // A field is there or it is not: undefined never stands as a value.
      expect(Object.values(task ?? {})).not.toContain(undefined)
    }),
    { numRuns: 500 },
  )
})

describe('lists', () => {
  const one = { id: 'cgt-1', status: 'running' }
  const two = { id: 'cgt-2', status: 'queued' }
  const tasks = [
    { id: 'cgt-1', status: 'running', rawStatus: 'running' },
    { id: 'cgt-2', status: 'queued', rawStatus: 'queued' },
  ]

  test.each<[string, unknown, unknown]>([
    ['Ark', { items: [one, two], total: 7 }, { tasks, unreadable: 0, total: 7 }],
    [
      'Ark, as a JSON string',
      { items: JSON.stringify([one, two]), total: '2' },
      { tasks, unreadable: 0, total: 2 },
    ],
    ['Ark, empty', { items: [], total: 0 }, { tasks: [], unreadable: 0, total: 0 }],
    ['Ark through a Go gateway, empty', { items: null, total: 0 }, { tasks: [], unreadable: 0, total: 0 }],
    [
      'OpenAI',
      { object: 'list', data: [one, two], first_id: 'cgt-1', last_id: 'cgt-2', has_more: true },
      { tasks, unreadable: 0, hasMore: true, lastId: 'cgt-2' },
    ],
    [
      'OpenAI, empty',
      { object: 'list', data: [], first_id: null, last_id: null, has_more: false },
      { tasks: [], unreadable: 0, hasMore: false },
    ],
    [
      'wrapped',
      { code: 'success', data: { items: [one, two], total: 2 } },
      { tasks, unreadable: 0, total: 2 },
    ],
    ['bare', [one, two], { tasks, unreadable: 0 }],
    [
      'with entries that are no tasks',
      { items: [one, null, {}, { status: 'queued' }, two] },
      { tasks, unreadable: 3 },
    ],
  ])('%s', (_, answer, list) => {
    expect(readTaskList(answer)).toEqual(list)
  })

  test.each([
    [null],
    [{}],
    ['<html>'],
    [{ error: { code: 'x', message: 'y' } }],
    [{ total: 3 }],
    [{ id: 'a', status: 'queued' }],
  ])('what is no list is not taken for an empty one: %j', (answer) => {
    expect(readTaskList(answer)).toBeUndefined()
  })
})

describe('create answers', () => {
  test.each<[string, unknown, unknown]>([
    ['Ark: only the id', { id: 'cgt-1' }, { taskId: 'cgt-1' }],
    ['new-api: task_id', { task_id: 'task_1' }, { taskId: 'task_1' }],
    ['new-api: wrapped', { code: 'success', data: { task_id: 'task_2' } }, { taskId: 'task_2' }],
    [
      'the seed: an id and no items yet',
      { id: 'task_3', created_at: '1790000000', items: '[]' },
      { taskId: 'task_3' },
    ],
    [
      'a whole task',
      { id: 'video_1', status: 'queued', progress: 0 },
      { taskId: 'video_1', task: { id: 'video_1', status: 'queued', rawStatus: 'queued', progress: 0 } },
    ],
    [
      'an error with a request id',
      { id: 'req-1', error: { code: 'InvalidParameter', message: 'no' } },
      undefined,
    ],
    ['an error', { error: { code: 'InvalidParameter', message: 'no' } }, undefined],
    ['a status without an id', { status: 'queued' }, undefined],
    ['nothing', undefined, undefined],
  ])('%s', (_, answer, read) => {
    expect(readCreateAnswer(answer)).toEqual(read)
  })
})

describe('error bodies', () => {
  test.each<[string, unknown, unknown]>([
    [
      'Ark',
      {
        error: {
          code: 'InvalidParameter',
          message: 'bad. Request id: 0217',
          param: 'duration',
          type: 'BadRequest',
        },
      },
      { code: 'InvalidParameter', message: 'bad. Request id: 0217', param: 'duration', type: 'BadRequest' },
    ],
    [
      'the seed',
      { error: { code: 'invalid_request_error', message: 'requires at least one image in `images`' } },
      { code: 'invalid_request_error', message: 'requires at least one image in `images`' },
    ],
    [
      'OpenAI, code null',
      { error: { message: 'bad key', type: 'invalid_request_error', param: null, code: null } },
      { code: 'invalid_request_error', message: 'bad key', type: 'invalid_request_error' },
    ],
    [
      'new-api, flat',
      { code: 'task_not_exist', message: 'gone', data: null },
      { code: 'task_not_exist', message: 'gone' },
    ],
    ['a string', { error: 'teapot' }, { code: '', message: 'teapot' }],
    ['a string with a code', { error: 'teapot', code: 418 }, { code: '418', message: 'teapot' }],
    ['FastAPI', { detail: 'Not Found' }, { code: '', message: 'Not Found' }],
    ['JSON in a string', '{"error":{"code":"A","message":"b"}}', { code: 'A', message: 'b' }],
    [
      'new-api with the upstream’s body as its message',
      {
        code: 'fail_to_fetch_task',
        message: '{"error":{"code":"ModelNotOpen","message":"not open"}}',
        data: null,
      },
      { code: 'ModelNotOpen', message: 'not open' },
    ],
    ['no error', { id: 'x', status: 'queued', error: null }, undefined],
    ['an empty error', { error: { code: '', message: '' } }, undefined],
    ['success', { code: 'success', message: '', data: {} }, undefined],
    ['HTML', '<html>502</html>', undefined],
  ])('%s', (_, body, read) => {
    expect(readErrorBody(body)).toEqual(read)
  })
})
