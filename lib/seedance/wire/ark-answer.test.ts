import { describe, expect, test } from 'vitest'
import { asSaid } from '#lib/language/language.ts'
import { ARK_ERRORS } from '../ark-errors.ts'
import { TASK_FIXTURES } from '../fixtures/task-answers.ts'
import { readErrorBody, readTask } from '../read-task.ts'
import type { Task } from '../task.ts'
import { toArkError, toArkProblem, toArkTask } from './ark-answer.ts'

const finished: Task = {
  id: 'task_7Qx',
  model: 'doubao-seedance-2-0-260128',
  status: 'succeeded',
  rawStatus: 'succeeded',
  progress: 100,
  createdAt: 1790000000123,
  updatedAt: 1790000090000,
  videoUrl: 'http://h/x.mp4',
  lastFrameUrl: 'http://h/x.png',
  usage: { completionTokens: 108900, totalTokens: 108900 },
  seed: 0,
}

test('the answer that contract.md §1.5 calls safe', () => {
  const settings = {
    duration: 5,
    ratio: '16:9',
    resolution: '720p',
    generateAudio: false,
    webSearch: true,
  } as const
  expect(toArkTask(finished, { settings })).toEqual({
    id: 'task_7Qx',
    model: 'doubao-seedance-2-0-260128',
    status: 'succeeded',
    created_at: 1790000000,
    updated_at: 1790000090,
    content: { video_url: 'http://h/x.mp4', last_frame_url: 'http://h/x.png' },
    usage: { completion_tokens: 108900, total_tokens: 108900 },
    error: null,
    seed: 0,
    resolution: '720p',
    ratio: '16:9',
    duration: 5,
    framespersecond: 24,
    generate_audio: false,
    tools: [{ type: 'web_search' }],
    items: [
      {
        id: 'task_7Qx',
        status: 'succeeded',
        progress: 100,
        content: { video_url: 'http://h/x.mp4', last_frame_url: 'http://h/x.png' },
        video_url: 'http://h/x.mp4',
        error: null,
      },
    ],
  })
})

test('frames or duration, never both', () => {
  expect(toArkTask({ ...finished, frames: 121, duration: 5 })).toMatchObject({ frames: 121 })
  expect(toArkTask({ ...finished, frames: 121, duration: 5 })).not.toHaveProperty('duration')
})

test.each(TASK_FIXTURES)('what is printed reads back as the same task: $name', ({ task }) => {
  const { expiresAt: _, ...kept } = task
  const expected = { ...kept, rawStatus: task.status === 'unrecognised' ? task.rawStatus : task.status }
  if (task.createdAt !== undefined) Object.assign(expected, { createdAt: wholeSeconds(task.createdAt) })
  // JSON, as it goes over the wire; Ark has no expiry of the address.
  expect(readTask(JSON.parse(JSON.stringify(toArkTask(task))))).toEqual(expected)
})

describe('errors', () => {
  test.each(ARK_ERRORS)('$code carries its own status and type', ({ code, status, type, says }) => {
    const answer = toArkError({ code, requestId: '0217' })
    expect(answer).toEqual({ status, body: { error: { code, message: `${says} Request id: 0217`, type } } })
    expect(readErrorBody(answer.body)).toEqual({ code, message: `${says} Request id: 0217`, type })
  })

  test('a dotted code has the status of what it begins with', () => {
    expect(toArkError({ code: 'NotFound.Task' }).status).toBe(404)
    expect(toArkError({ code: 'OperationDenied.InvalidState', message: 'It runs.' })).toEqual({
      status: 403,
      body: { error: { code: 'OperationDenied.InvalidState', message: 'It runs.', type: 'Forbidden' } },
    })
  })

  test('a problem of our own names its field as the wire does', () => {
    const problem = {
      field: 'generateAudio',
      code: 'not_supported_by_model',
      message: asSaid('no sound'),
    } as const
    expect(toArkProblem(problem)).toEqual({
      status: 400,
      body: {
        error: { code: 'InvalidParameter', message: 'no sound', param: 'generate_audio', type: 'BadRequest' },
      },
    })
    expect(
      toArkProblem(
        { field: 'images', code: 'missing', message: { en: 'requires `images`', zh: '需要 `images`' } },
        '9',
      ).body.error,
    ).toMatchObject({
      code: 'MissingParameter',
      message: 'requires `images` Request id: 9',
      param: 'images',
    })
  })
})

function wholeSeconds(time: number): number {
  return Math.floor(time / 1000) * 1000
}
