import { expect, test } from 'vitest'
import { asSaid } from '#lib/language/language.ts'
import { AppError } from '#lib/api/app-error.ts'
import { readError } from './call-api.ts'

test('an error of ours keeps its code, sentence and problems', () => {
  const error = readError(400, {
    error: {
      code: 'invalid_request',
      message: 'The recipe can’t be made.',
      retryable: false,
      problems: [
        { field: 'duration', code: 'out_of_range', message: 'too long' },
        { field: 'x', code: 'a_code_of_tomorrow', message: 'y', fix: {} },
      ],
    },
  })
  expect(error).toBeInstanceOf(AppError)
  expect(error).toMatchObject({ code: 'invalid_request', status: 400, retryable: false })
  expect(error.problems).toEqual([
    { field: 'duration', code: 'out_of_range', message: asSaid('too long') },
    { field: 'x', code: 'unknown_value', message: asSaid('y') },
  ])
})

test('whether it may be tried again is the server’s word', () => {
  const body = (retryable: boolean) => ({ error: { code: 'internal', message: 'm', retryable } })
  expect(readError(500, body(false)).retryable).toBe(false)
  expect(readError(500, body(true)).retryable).toBe(true)
})

test.each([
  [502, '<html>Bad Gateway</html>', 'unavailable', true],
  [413, undefined, 'too_large', false],
  [401, { message: 'who are you' }, 'not_signed_in', false],
  [429, null, 'rate_limited', true],
  [418, { error: 'flat' }, 'invalid_request', false],
])('%i with a body that is not ours is told by its status', (status, body, code, retryable) => {
  expect(readError(status, body)).toMatchObject({ code, retryable })
})
