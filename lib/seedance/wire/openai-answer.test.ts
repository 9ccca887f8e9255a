import { expect, test } from 'vitest'
import { readErrorBody, readTask, readTaskList } from '../read-task.ts'
import type { Task, TaskStatus } from '../task.ts'
import { toOpenAIDeletedVideo, toOpenAIError, toOpenAIVideo, toOpenAIVideoList } from './openai-answer.ts'

const finished: Task = {
  id: 'video_1',
  model: 'gemini-omni',
  status: 'succeeded',
  rawStatus: 'succeeded',
  createdAt: 1790000000999,
  updatedAt: 1790000060000,
  expiresAt: 1790086460000,
  videoUrl: 'http://h/x.mp4',
  usage: { totalTokens: 7 },
}

test('the video object of contract.md §2, with the clip where new-api has it', () => {
  expect(toOpenAIVideo(finished, { prompt: 'a fox', seconds: 8, size: '1280x720' })).toEqual({
    id: 'video_1',
    object: 'video',
    model: 'gemini-omni',
    status: 'completed',
    progress: 100,
    created_at: 1790000000,
    completed_at: 1790000060,
    expires_at: 1790086460,
    prompt: 'a fox',
    seconds: '8',
    size: '1280x720',
    remixed_from_video_id: null,
    error: null,
    usage: { total_tokens: 7 },
    metadata: { url: 'http://h/x.mp4' },
  })
})

test.each<[TaskStatus, string, string | null]>([
  ['queued', 'queued', null],
  ['running', 'in_progress', null],
  ['succeeded', 'completed', null],
  ['failed', 'failed', null],
  ['cancelled', 'failed', 'cancelled'],
  ['expired', 'failed', 'expired'],
  ['unrecognised', 'simmering', null],
])('%s is printed as %s', (status, word, errorCode) => {
  const video = toOpenAIVideo({ id: 'v', status, rawStatus: 'simmering' })
  expect(video).toMatchObject({ status: word, error: errorCode === null ? null : { code: errorCode } })
})

test('an error of the task keeps its code', () => {
  const task: Task = {
    id: 'v',
    status: 'failed',
    rawStatus: 'failed',
    error: { code: 'InternalServiceError', message: 'm' },
  }
  expect(readTask(toOpenAIVideo(task))?.error).toEqual({ code: 'InternalServiceError', message: 'm' })
})

test('a list reads back with its cursor', () => {
  const list = toOpenAIVideoList(
    [toOpenAIVideo(finished), toOpenAIVideo({ ...finished, id: 'video_2' })],
    true,
  )
  expect(readTaskList(list)).toMatchObject({
    tasks: [{ id: 'video_1' }, { id: 'video_2' }],
    lastId: 'video_2',
    hasMore: true,
  })
  expect(toOpenAIVideoList([], false)).toEqual({
    object: 'list',
    data: [],
    first_id: null,
    last_id: null,
    has_more: false,
  })
})

test('a deleted video', () => {
  expect(toOpenAIDeletedVideo('v')).toEqual({ id: 'v', object: 'video.deleted', deleted: true })
})

test.each([
  [400, 'invalid_request_error'],
  [401, 'authentication_error'],
  [403, 'permission_error'],
  [404, 'invalid_request_error'],
  [429, 'rate_limit_error'],
  [500, 'server_error'],
])('an error with %i is nested and typed %s', (status, type) => {
  const body = toOpenAIError(status, 'InvalidParameter', 'bad', 'seconds')
  expect(readErrorBody(body)).toEqual({ code: 'InvalidParameter', message: 'bad', param: 'seconds', type })
  expect(toOpenAIError(status, 'x', 'y').error.param).toBeNull()
})
