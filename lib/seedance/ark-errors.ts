/**
 * Every error code of Ark with its HTTP status and type (contract.md §3.8), and the codes of OpenAI-style gateways
 * (§1.6, §2, §7), each with what it means to us. The sandbox refuses with the same table.
 */
import type { OurCode } from './error-sentences.ts'

export type ArkErrorType =
  'BadRequest' | 'Unauthorized' | 'Forbidden' | 'NotFound' | 'TooManyRequests' | 'InternalServerError'

export interface ArkError {
  code: string
  status: number
  type: ArkErrorType
  means: OurCode
  /** A message in the provider's manner, for the sandbox: ours, the original wording is not published. */
  says: string
}

type Group = Omit<ArkError, 'code'> & { codes: readonly string[] }

const bad = { status: 400, type: 'BadRequest' } as const
const forbidden = { status: 403, type: 'Forbidden' } as const
const notFound = { status: 404, type: 'NotFound' } as const
const tooMany = { status: 429, type: 'TooManyRequests' } as const

// prettier-ignore
const GROUPS: readonly Group[] = [
  { ...bad, means: 'missing_parameter', says: 'The request is missing a required parameter.', codes: ['MissingParameter'] },
  { ...bad, means: 'invalid_parameter', says: 'A parameter specified in the request is not valid.', codes: ['InvalidParameter'] },
  { ...bad, means: 'wrong_task_type', says: 'The task type does not match the given content.',
    codes: ['InvalidParameter.TaskTypeConstraint', 'InvalidParameter.TaskTypeMismatch'] },
  { ...bad, means: 'model_unavailable', says: 'The endpoint is closed.', codes: ['InvalidEndpoint.ClosedEndpoint'] },
  { ...bad, means: 'content_refused', says: 'The request may contain sensitive information.',
    codes: ['SensitiveContentDetected', 'SensitiveContentDetected.SevereViolation', 'SensitiveContentDetected.Violence'] },
  { ...bad, means: 'prompt_refused', says: 'The input text may contain sensitive information.',
    codes: ['InputTextSensitiveContentDetected', 'InputTextRiskDetection'] },
  { ...bad, means: 'image_refused', says: 'The input image may contain sensitive information.',
    codes: ['InputImageSensitiveContentDetected', 'InputImageRiskDetection'] },
  { ...bad, means: 'video_refused', says: 'The input video may contain sensitive information.', codes: ['InputVideoSensitiveContentDetected'] },
  { ...bad, means: 'audio_refused', says: 'The input audio may contain sensitive information.', codes: ['InputAudioSensitiveContentDetected'] },
  { ...bad, means: 'input_policy_refused', says: 'The input may violate the content policy.',
    codes: ['InputTextSensitiveContentDetected.PolicyViolation', 'InputImageSensitiveContentDetected.PolicyViolation',
      'InputVideoSensitiveContentDetected.PolicyViolation', 'InputAudioSensitiveContentDetected.PolicyViolation'] },
  { ...bad, means: 'real_person_refused', says: 'The input may contain a real person.',
    codes: ['InputImageSensitiveContentDetected.PrivacyInformation', 'InputVideoSensitiveContentDetected.PrivacyInformation'] },
  { ...bad, means: 'output_refused', says: 'The output may contain sensitive information.',
    codes: ['OutputTextSensitiveContentDetected', 'OutputImageSensitiveContentDetected', 'OutputVideoSensitiveContentDetected',
      'OutputAudioSensitiveContentDetected', 'OutputTextSensitiveContentDetected.PolicyViolation',
      'OutputImageSensitiveContentDetected.PolicyViolation', 'OutputVideoSensitiveContentDetected.PolicyViolation',
      'OutputAudioSensitiveContentDetected.PolicyViolation', 'OutputTextRiskDetection', 'OutputImageRiskDetection'] },
  { ...bad, means: 'content_check_failed', says: 'The content security detection failed.', codes: ['ContentSecurityDetectionError'] },
  { ...bad, means: 'invalid_image_address', says: 'The image URL is not valid.', codes: ['InvalidImageURL.EmptyURL', 'InvalidImageURL.InvalidFormat'] },
  { ...bad, means: 'quota_used_up', says: 'The subscription is not valid.', codes: ['InvalidSubscription'] },
  { status: 401, type: 'Unauthorized', means: 'key_refused', says: 'The API key is missing or invalid.', codes: ['AuthenticationError'] },
  { status: 401, type: 'Forbidden', means: 'account_blocked', says: 'The account is in an abnormal state.', codes: ['InvalidAccountStatus'] },
  { ...forbidden, means: 'permission_denied', says: 'You do not have permission to access this resource.',
    codes: ['AccessDenied', 'OperationDenied.PermissionDenied'] },
  { ...forbidden, means: 'payment_overdue', says: 'The account has an overdue balance.', codes: ['AccountOverdueError', 'OperationDenied.ServiceOverdue'] },
  { ...forbidden, means: 'service_not_open', says: 'The service is not activated.', codes: ['OperationDenied.ServiceNotOpen'] },
  { ...forbidden, means: 'operation_not_possible', says: 'The operation is not allowed in the current state.',
    codes: ['OperationDenied.InvalidState', 'OperationDenied.UnsupportedPhase'] },
  { ...notFound, means: 'model_unavailable', says: 'The model or endpoint does not exist or you do not have access to it.',
    codes: ['InvalidEndpointOrModel.NotFound', 'InvalidEndpointOrModel.ModelIDAccessDisabled', 'UnsupportedModel'] },
  { ...notFound, means: 'service_not_open', says: 'The account has not activated the model.', codes: ['ModelNotOpen'] },
  { ...notFound, means: 'not_found', says: 'The specified resource is not found.', codes: ['NotFound'] },
  { ...tooMany, means: 'rate_limited', says: 'The rate limit is exceeded. Please try again later.',
    codes: ['RateLimitExceeded.EndpointRPMExceeded', 'RateLimitExceeded.EndpointTPMExceeded', 'ModelAccountRpmRateLimitExceeded',
      'ModelAccountTpmRateLimitExceeded', 'ModelAccountIpmRateLimitExceeded', 'APIAccountRpmRateLimitExceeded',
      'AccountRateLimitExceeded', 'RequestBurstTooFast', 'InflightBatchsizeExceeded'] },
  { ...tooMany, means: 'quota_used_up', says: 'The quota is exceeded.', codes: ['QuotaExceeded'] },
  { ...tooMany, means: 'provider_overloaded', says: 'The service is overloaded. Please try again later.', codes: ['ServerOverloaded'] },
  { ...tooMany, means: 'spending_limit_reached', says: 'The configured limit is reached.', codes: ['SetLimitExceeded'] },
  { status: 500, type: 'InternalServerError', means: 'provider_internal_error', says: 'An internal error occurred. Please try again later.',
    codes: ['InternalServiceError'] },
]

/** One row per code. Codes that end in `.X` in the contract (`MissingParameter.X`) stand here without it. */
export const ARK_ERRORS: readonly ArkError[] = GROUPS.flatMap(({ codes, ...row }) =>
  codes.map((code) => ({ code, ...row })),
)

/** Codes of OpenAI-style and new-api gateways, lower case. Most have no fixed HTTP status. */
export const GATEWAY_ERRORS: Readonly<Record<string, OurCode>> = {
  // The seed's own sample, and what stock OpenAI clients expect.
  invalid_request_error: 'invalid_parameter',
  invalid_value: 'invalid_parameter',
  invalid_type: 'invalid_parameter',
  missing_required_parameter: 'missing_parameter',
  unknown_parameter: 'invalid_parameter',
  unsupported_value: 'invalid_parameter',
  invalid_api_key: 'key_refused',
  authentication_error: 'key_refused',
  permission_denied: 'permission_denied',
  permission_error: 'permission_denied',
  insufficient_quota: 'quota_used_up',
  billing_hard_limit_reached: 'spending_limit_reached',
  rate_limit_exceeded: 'rate_limited',
  rate_limit_error: 'rate_limited',
  engine_overloaded: 'provider_overloaded',
  overloaded_error: 'provider_overloaded',
  server_error: 'provider_internal_error',
  internal_error: 'provider_internal_error',
  internal_server_error: 'provider_internal_error',
  moderation_blocked: 'content_refused',
  content_policy_violation: 'content_refused',
  sentinel_block: 'content_refused',
  model_not_found: 'model_unavailable',
  not_found: 'not_found',
  video_not_found: 'not_found',
  // new-api, contract.md §7.
  invalid_request: 'invalid_parameter',
  invalid_json: 'invalid_parameter',
  invalid_size: 'invalid_parameter',
  missing_model: 'missing_parameter',
  task_not_exist: 'not_found',
  fail_to_fetch_task: 'provider_internal_error',
  invalid_response: 'unreadable_answer',
  insufficient_user_quota: 'quota_used_up',
}
