/** How the endpoint refuses: which status and code, when, and what helps. For the OpenAPI document and the page that is drawn from it. */
import type { Sentence } from '#lib/language/language.ts'

export interface Refusal {
  status: number
  /** Ark's codes, in both protocols. */
  codes: readonly string[]
  /** Which calls answer it. */
  at: 'everywhere' | 'one' | 'create' | 'list' | 'remove' | 'content'
  when: Sentence
}

export const REFUSALS: readonly Refusal[] = [
  {
    status: 400,
    codes: ['InvalidParameter', 'MissingParameter'],
    at: 'create',
    when: {
      en: 'A field is wrong or missing; `param` names it. Nothing was started.',
      zh: '字段有误或缺失；`param` 指出是哪一个。没有开始任何任务。',
    },
  },
  {
    status: 400,
    codes: ['InvalidParameter'],
    at: 'list',
    when: {
      en: 'A parameter is not known or out of its range; `param` names it.',
      zh: '参数未知或超出范围；`param` 指出是哪一个。',
    },
  },
  {
    status: 400,
    codes: ['InvalidParameter', 'OperationDenied.InvalidState'],
    at: 'content',
    when: {
      en: 'The video has no content yet, or `variant` is not known.',
      zh: '视频尚无内容，或 `variant` 未知。',
    },
  },
  {
    status: 401,
    codes: ['AuthenticationError'],
    at: 'everywhere',
    when: {
      en: 'The token is missing, wrong, over or revoked.',
      zh: '令牌缺失、错误、已过期或已撤销。',
    },
  },
  {
    status: 403,
    codes: ['AccessDenied'],
    at: 'everywhere',
    when: {
      en: 'The token’s scopes or its maker’s role do not allow it, or a page of another site asked.',
      zh: '令牌的权限或其创建者的角色不允许，或请求来自其他网站的页面。',
    },
  },
  {
    status: 404,
    codes: ['NotFound'],
    at: 'one',
    when: {
      en: 'There is no such task, or the token may not see it.',
      zh: '没有这个任务，或令牌无权查看。',
    },
  },
  {
    status: 403,
    codes: ['OperationDenied.InvalidState'],
    at: 'remove',
    when: {
      en: 'The task is running: it can be neither cancelled nor deleted (400 on /v1/videos).',
      zh: '任务正在运行：不能取消或删除（/v1/videos 返回 400）。',
    },
  },
  {
    status: 403,
    codes: ['SetLimitExceeded'],
    at: 'create',
    when: {
      en: 'The month’s budget of the team, the project or the person is used up. Nothing was started.',
      zh: '团队、项目或个人的本月预算已用完。没有开始任何任务。',
    },
  },
  {
    status: 403,
    codes: ['SetLimitExceeded.ApprovalNeeded'],
    at: 'create',
    when: {
      en: 'It would go over the budget, so an admin was asked. Once they agree, the same request with the same Idempotency-Key gets its task.',
      zh: '将超出预算，已请管理员批准。获批后，用相同的 Idempotency-Key 重新发送同一请求即可得到任务。',
    },
  },
  {
    status: 409,
    codes: ['OperationDenied.InvalidState'],
    at: 'create',
    when: {
      en: 'The Idempotency-Key was used for another request. Nothing was started.',
      zh: 'Idempotency-Key 已用于另一个请求。没有开始任何任务。',
    },
  },
  {
    status: 413,
    codes: ['InvalidParameter'],
    at: 'create',
    when: {
      en: 'The body has more than 64 MB, or a file in it is too large. Give large files by their address.',
      zh: '请求体超过 64 MB，或其中的文件过大。大文件请以地址提供。',
    },
  },
  {
    status: 415,
    codes: ['InvalidParameter'],
    at: 'create',
    when: {
      en: 'A file is not a picture, clip or sound that models take.',
      zh: '文件不是模型接受的图片、视频或音频。',
    },
  },
  {
    status: 429,
    codes: ['RateLimitExceeded.EndpointRPMExceeded'],
    at: 'create',
    when: { en: 'Too much at once. Try again later.', zh: '请求过多，请稍后重试。' },
  },
  {
    status: 500,
    codes: ['InternalServiceError'],
    at: 'everywhere',
    when: {
      en: 'The studio stumbled. Send the create again with the same Idempotency-Key: nothing is made twice.',
      zh: '工作室出错。请用相同的 Idempotency-Key 重新发送：不会重复生成。',
    },
  },
]
