import { describe, expect, test } from 'vitest'
import { asSaid } from '#lib/language/language.ts'
import { ARK_ERRORS, GATEWAY_ERRORS } from './ark-errors.ts'
import { explainError, explainOwnError, isDeferral, withoutSecrets, type OurCode } from './error-codes.ts'
import { ERROR_SENTENCES } from './error-sentences.ts'

/** contract.md §3.8, its table written out: status, type, codes. */
const CONTRACT: [number, string, string[]][] = [
  [
    400,
    'BadRequest',
    [
      'MissingParameter',
      'InvalidParameter',
      'InvalidParameter.TaskTypeConstraint',
      'InvalidParameter.TaskTypeMismatch',
      'InvalidEndpoint.ClosedEndpoint',
      'SensitiveContentDetected',
      'SensitiveContentDetected.SevereViolation',
      'SensitiveContentDetected.Violence',
      ...['Input', 'Output'].flatMap((side) =>
        ['Text', 'Image', 'Video', 'Audio'].flatMap((kind) => [
          `${side}${kind}SensitiveContentDetected`,
          `${side}${kind}SensitiveContentDetected.PolicyViolation`,
        ]),
      ),
      'InputImageSensitiveContentDetected.PrivacyInformation',
      'InputVideoSensitiveContentDetected.PrivacyInformation',
      'InputTextRiskDetection',
      'InputImageRiskDetection',
      'OutputTextRiskDetection',
      'OutputImageRiskDetection',
      'ContentSecurityDetectionError',
      'InvalidImageURL.EmptyURL',
      'InvalidImageURL.InvalidFormat',
      'InvalidSubscription',
    ],
  ],
  [401, 'Unauthorized', ['AuthenticationError']],
  [401, 'Forbidden', ['InvalidAccountStatus']],
  [
    403,
    'Forbidden',
    [
      'AccessDenied',
      'AccountOverdueError',
      'OperationDenied.PermissionDenied',
      'OperationDenied.ServiceNotOpen',
      'OperationDenied.ServiceOverdue',
      'OperationDenied.InvalidState',
      'OperationDenied.UnsupportedPhase',
    ],
  ],
  [
    404,
    'NotFound',
    [
      'InvalidEndpointOrModel.NotFound',
      'InvalidEndpointOrModel.ModelIDAccessDisabled',
      'ModelNotOpen',
      'NotFound',
      'UnsupportedModel',
    ],
  ],
  [
    429,
    'TooManyRequests',
    [
      'RateLimitExceeded.EndpointRPMExceeded',
      'RateLimitExceeded.EndpointTPMExceeded',
      'ModelAccountRpmRateLimitExceeded',
      'ModelAccountTpmRateLimitExceeded',
      'ModelAccountIpmRateLimitExceeded',
      'APIAccountRpmRateLimitExceeded',
      'AccountRateLimitExceeded',
      'QuotaExceeded',
      'ServerOverloaded',
      'RequestBurstTooFast',
      'SetLimitExceeded',
      'InflightBatchsizeExceeded',
    ],
  ],
  [500, 'InternalServerError', ['InternalServiceError']],
]
const CONTRACT_ROWS = CONTRACT.flatMap(([status, type, codes]) =>
  codes.map((code) => ({ code, status, type })),
)

describe('the table of contract.md §3.8', () => {
  test.each(CONTRACT_ROWS)('$code is $status $type', ({ code, status, type }) => {
    expect(ARK_ERRORS.filter((row) => row.code === code)).toMatchObject([{ status, type }])
  })

  test('holds nothing else', () => {
    expect(ARK_ERRORS.map(({ code }) => code).sort()).toEqual(CONTRACT_ROWS.map(({ code }) => code).sort())
  })

  const MAY_RETRY = new Set([
    'rate_limited',
    'provider_overloaded',
    'provider_internal_error',
    'output_refused',
    'content_check_failed',
  ])
  test.each(CONTRACT_ROWS)('$code: retry only where the same request may pass', ({ code, status }) => {
    const explained = explainError(code, '', status)
    expect(explained.retryable).toBe(MAY_RETRY.has(explained.code))
  })
})

test.each<[string, string, number | undefined, OurCode]>([
  ['MissingParameter.content', '', 400, 'missing_parameter'],
  ['InvalidParameter.duration', '', 400, 'invalid_parameter'],
  ['InvalidParameter.TaskTypeMismatch', '', undefined, 'wrong_task_type'],
  ['InputImageSensitiveContentDetected.PrivacyInformation', '', 400, 'real_person_refused'],
  ['InputVideoSensitiveContentDetected.SomethingNew', '', 400, 'video_refused'],
  ['OutputVideoSensitiveContentDetected', '', undefined, 'output_refused'],
  ['NotFound.Task', '', 404, 'not_found'],
  ['RateLimitExceeded.SomethingNew', '', 429, 'rate_limited'],
  ['QuotaExceeded', 'Your free trial is used up', 429, 'quota_used_up'],
  ['QuotaExceeded', 'Too many tasks in queue', 429, 'rate_limited'],
  ['invalid_request_error', 'requires at least one image in `images`', 400, 'invalid_parameter'],
  ['Moderation_Blocked', '', undefined, 'content_refused'],
  ['rate_limit_exceeded', '', 429, 'rate_limited'],
  ['task_not_exist', '', 400, 'not_found'],
  ['constructor', '', 418, 'request_refused'],
  ['', '', 401, 'key_refused'],
  ['', '', 402, 'payment_overdue'],
  ['', '', 403, 'permission_denied'],
  ['', '', 404, 'not_found'],
  ['', '', 429, 'rate_limited'],
  ['', '', 503, 'provider_internal_error'],
  ['', '', undefined, 'unknown'],
  ['BrandNewCode', '', undefined, 'unknown'],
])('%j %j %j means %s', (code, message, status, ours) => {
  expect(explainError(code, message, status).code).toBe(ours)
})

test('an unknown code is named, with the provider’s own words', () => {
  const { message } = explainError('LensCapOn', 'The lens cap is on. Request id: 0217abc')
  expect(message).toEqual({
    en: 'The provider reported a failure that Seedreel does not know. The provider’s words: “LensCapOn: The lens cap is on. Request id: 0217abc”',
    zh: '服务商报告了 Seedreel 不认识的失败。服务商的原话：“LensCapOn: The lens cap is on. Request id: 0217abc”',
  })
})

test('a task without a code is not given one', () => {
  expect(explainError('unknown', 'too hot').message.en).toBe(
    'The provider reported a failure that Seedreel does not know. The provider’s words: “too hot”',
  )
})

test('of a task that failed it is not said that nothing was started, or that it is sent again', () => {
  for (const { code } of ARK_ERRORS) {
    const { advice } = explainError(code, '')
    expect(advice.en).not.toMatch(/Nothing was started|by itself/)
    expect(advice.zh).not.toMatch(/没有开始|自动/)
  }
  expect(explainError('InvalidParameter', '', 400).advice.en).toContain('Nothing was started')
  expect(explainError('ServerOverloaded', '', 429).advice.en).toContain('by itself')
})

test.each<[string, string, string | undefined, string | undefined]>([
  ['InvalidParameter.generate_audio', '', undefined, 'generateAudio'],
  ['InvalidParameter', 'bad `camera_fixed`', 'duration', 'duration'],
  ['InvalidParameter', '', 'contents[0].text.dur', 'duration'],
  ['InvalidParameter.TaskTypeConstraint', '', undefined, undefined],
  ['invalid_request_error', 'requires at least one image in `images`', undefined, 'images'],
  ['InternalServiceError', 'oops', undefined, undefined],
])('field of %s %j %j is %j', (code, message, param, field) => {
  const explained = explainError(code, message, 400, param)
  expect(explained.field).toBe(field)
  expect(explained.message.en.includes(`: ${field}.`)).toBe(field !== undefined)
})

test.each<[string, number | undefined, string, boolean]>([
  ['AccountRateLimitExceeded', 429, '', true],
  ['ServerOverloaded', 429, '', true],
  ['ServerOverloaded', 503, '', true],
  ['', 429, '', true],
  ['rate_limit_exceeded', 429, '', true],
  ['QuotaExceeded', 429, 'free trial used up', false],
  ['QuotaExceeded', 429, 'too many queued tasks', true],
  ['SetLimitExceeded', 429, '', false],
  ['insufficient_quota', 429, '', false],
  // The task may have been started: never a reason to send again.
  ['InternalServiceError', 500, '', false],
  ['', 502, '', false],
  ['', 503, '', false],
  ['InvalidParameter', 400, '', false],
  ['', undefined, '', false],
])('%j with %j %j is a deferral: %j', (code, status, message, deferral) => {
  expect(isDeferral(code, status, message)).toBe(deferral)
})

describe('every sentence', () => {
  test.each(Object.entries(ERROR_SENTENCES))('%s says what happened and what to do', (_, sentence) => {
    expect(sentence.message.en).toMatch(/^[A-Z].*\.$/)
    expect(sentence.advice.en).toMatch(/^[A-Z].*\.$/)
    expect(sentence.message.zh).toMatch(/。$/)
    expect(sentence.advice.zh).toMatch(/。$/)
    expect(sentence.message.zh.includes('{field}')).toBe(sentence.message.en.includes('{field}'))
    expect(Object.values(sentence.advice).join()).not.toContain('{field}')
  })

  test.each(Object.entries(ERROR_SENTENCES))(
    '%s names a button that is there, or none at all',
    (_, sentence) => {
      const { advice, retryable } = sentence
      expect(advice.en).toMatch(/\b(Retry|Reuse|Send again)\b|by itself|Nothing has to be pressed/)
      expect(advice.zh).toMatch(/“(重试|复用|重新发送)”|自动|不需要任何操作/)
      expect(advice.en.includes('Retry') && !retryable).toBe(false)
      expect(advice.zh.includes('“重试”')).toBe(advice.en.includes('Retry'))
      expect(advice.zh.includes('“复用”')).toBe(advice.en.includes('Reuse'))
    },
  )

  test('no gateway code leads nowhere', () => {
    for (const code of Object.values(GATEWAY_ERRORS)) expect(ERROR_SENTENCES).toHaveProperty(code)
  })
})

test('our own failures take the same form', () => {
  expect(
    explainOwnError(
      'reference_unreachable',
      asSaid('clip.mp4 is a video, and videos go by address only.'),
      'references.1',
    ),
  ).toEqual({
    code: 'reference_unreachable',
    retryable: false,
    message: {
      en: 'The provider has no way to read a reference: references.1. clip.mp4 is a video, and videos go by address only.',
      zh: '服务商无法读取某个参考素材：references.1。clip.mp4 is a video, and videos go by address only.',
    },
    advice: ERROR_SENTENCES.reference_unreachable.advice,
    field: 'references.1',
  })
})

test.each([
  ['Incorrect API key provided: sk-abc123DEF456_ghi', 'Incorrect API key provided: [removed]'],
  ['got Authorization: Bearer 0b1c2d3e-aaaa-bbbb', 'got Authorization: Bearer [removed]'],
  ['api_key="0123456789abcdef" is wrong', 'api_key="[removed]" is wrong'],
  ['cannot read https://h.example/x.png?X-Sig=abc (404)', 'cannot read [address] (404)'],
  ['cannot read data:image/png;base64,iVBORw0KGgo= at all', 'cannot read [data] at all'],
  ['two\n\tlines\u0000 here', 'two lines here'],
  ['bad value. Request id: 021790000000abcdef', 'bad value. Request id: 021790000000abcdef'],
  ['used total_tokens: 108900 of task-12 risk-free', 'used total_tokens: 108900 of task-12 risk-free'],
])('%j is shown as %j', (text, shown) => {
  expect(withoutSecrets(text)).toBe(shown)
  expect(explainError('InternalServiceError', text).message.en).toContain(shown)
  expect(explainOwnError('internal', asSaid(text)).message.zh).toContain(shown)
})

test('a whole page as a message is cut', () => {
  expect(withoutSecrets('语'.repeat(5000))).toHaveLength(601)
  expect(explainError('x'.repeat(5000), '').message.en.length).toBeLessThan(300)
})
