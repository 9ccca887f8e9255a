/** What is said where the provider refuses or fails for reasons outside the request. */
import { inSequence } from '#lib/language/language.ts'
import {
  EDIT_AND_GENERATE,
  NOT_CHARGED,
  NOT_STARTED,
  THEN_AGAIN,
  type ErrorSentence,
} from './error-phrases.ts'

/** Key, account, model, money: somebody has to change something outside the request. */
export const ACCOUNT_ERRORS = {
  key_refused: {
    retryable: false,
    message: { en: 'The provider does not accept the key.', zh: '服务商不接受这个密钥。' },
    advice: inSequence(NOT_STARTED, {
      en: `Whoever runs Seedreel has to set a valid SEEDANCE_API_KEY and restart it; ${THEN_AGAIN.en}`,
      zh: `请 Seedreel 的管理者设置有效的 SEEDANCE_API_KEY 并重启；${THEN_AGAIN.zh}`,
    }),
  },
  account_blocked: {
    retryable: false,
    message: { en: 'The provider has blocked the account.', zh: '服务商封禁了该账号。' },
    advice: inSequence(NOT_STARTED, {
      en: `Whoever owns the account has to settle this with the provider; ${THEN_AGAIN.en}`,
      zh: `请账号所有者与服务商解决；${THEN_AGAIN.zh}`,
    }),
  },
  permission_denied: {
    retryable: false,
    message: { en: 'The account may not do this at the provider.', zh: '该账号在服务商处没有这项权限。' },
    advice: inSequence(NOT_STARTED, {
      en: `Whoever owns the account has to grant the right there; ${THEN_AGAIN.en} Or press it now and choose another model.`,
      zh: `请账号所有者在那里开通权限；${THEN_AGAIN.zh}也可以现在就点“复用”，换一个模型。`,
    }),
  },
  payment_overdue: {
    retryable: false,
    message: {
      en: 'The account at the provider has an unpaid bill or no balance left.',
      zh: '服务商账号有欠费，或余额不足。',
    },
    advice: inSequence(NOT_STARTED, {
      en: `Top it up at the provider, ${THEN_AGAIN.en}`,
      zh: `请在服务商处充值，${THEN_AGAIN.zh}`,
    }),
  },
  service_not_open: {
    retryable: false,
    message: {
      en: 'The service or this model is not switched on for the account.',
      zh: '该账号没有开通这项服务或这个模型。',
    },
    advice: inSequence(NOT_STARTED, {
      en: `Switch it on in the provider’s console, ${THEN_AGAIN.en} Or press it now and choose another model.`,
      zh: `请在服务商的控制台开通，${THEN_AGAIN.zh}也可以现在就点“复用”，换一个模型。`,
    }),
  },
  quota_used_up: {
    retryable: false,
    message: { en: 'The account’s quota at the provider is used up.', zh: '该账号在服务商处的额度已用完。' },
    advice: inSequence(NOT_STARTED, {
      en: `Raise the quota or wait for the next window, ${THEN_AGAIN.en}`,
      zh: `请提高额度，或等到下一个周期，${THEN_AGAIN.zh}`,
    }),
  },
  spending_limit_reached: {
    retryable: false,
    message: {
      en: 'The limit that was set for this account at the provider is reached.',
      zh: '该账号在服务商处设置的上限已达到。',
    },
    advice: inSequence(NOT_STARTED, {
      en: `Raise the limit in the provider’s console, ${THEN_AGAIN.en}`,
      zh: `请在服务商的控制台提高上限，${THEN_AGAIN.zh}`,
    }),
  },
  model_unavailable: {
    retryable: false,
    message: {
      en: 'The provider does not offer this model to this account.',
      zh: '服务商没有向该账号提供这个模型。',
    },
    advice: inSequence(NOT_STARTED, {
      en: 'Press Reuse and choose another model, or have this one switched on in the provider’s console first.',
      zh: '点“复用”换一个模型，或先在服务商的控制台开通这个模型。',
    }),
  },
  not_found: {
    retryable: false,
    message: {
      en: 'The provider does not know something that the request names.',
      zh: '请求中提到的某个内容，服务商找不到。',
    },
    advice: inSequence(NOT_STARTED, {
      en: `The provider’s words say what is meant: ${EDIT_AND_GENERATE.en}`,
      zh: `服务商的原话说明了是什么：${EDIT_AND_GENERATE.zh}`,
    }),
  },
  operation_not_possible: {
    retryable: false,
    message: {
      en: 'The provider cannot do this with the task as it is now.',
      zh: '任务目前的状态下，服务商无法这样做。',
    },
    advice: {
      en: 'The task goes on as before. Nothing has to be pressed.',
      zh: '任务照常进行，不需要任何操作。',
    },
  },
} satisfies Record<string, ErrorSentence>

/** Passing trouble at the provider or on the way. */
export const PASSING_ERRORS = {
  rate_limited: {
    retryable: true,
    message: { en: 'The provider takes no more requests for the moment.', zh: '服务商暂时不接受更多请求。' },
    advice: inSequence(NOT_STARTED, {
      en: 'It is sent again by itself as soon as the provider allows.',
      zh: '服务商允许后会自动重新发送。',
    }),
  },
  provider_overloaded: {
    retryable: true,
    message: { en: 'The provider is overloaded.', zh: '服务商负载过高。' },
    advice: inSequence(NOT_STARTED, {
      en: 'It is sent again by itself a little later.',
      zh: '稍后会自动重新发送。',
    }),
  },
  provider_internal_error: {
    retryable: true,
    message: { en: 'Something went wrong inside the provider.', zh: '服务商内部出错。' },
    advice: inSequence(NOT_CHARGED, { en: 'Press Retry.', zh: '点“重试”。' }),
  },
  provider_unreachable: {
    retryable: true,
    message: { en: 'The provider could not be reached.', zh: '无法连接服务商。' },
    advice: inSequence(NOT_STARTED, {
      en: 'It is tried again by itself; if it goes on, check the network and SEEDANCE_BASE_URL.',
      zh: '会自动重试；如果一直如此，请检查网络和 SEEDANCE_BASE_URL。',
    }),
  },
  unreadable_answer: {
    retryable: true,
    message: {
      en: 'The provider answered something that Seedreel cannot read.',
      zh: 'Seedreel 读不懂服务商的答复。',
    },
    advice: inSequence(NOT_STARTED, {
      en: 'Check that SEEDANCE_BASE_URL names a Seedance provider, then press Retry.',
      zh: '请确认 SEEDANCE_BASE_URL 指向 Seedance 服务商，然后点“重试”。',
    }),
  },
  unknown: {
    retryable: true,
    message: {
      en: 'The provider reported a failure that Seedreel does not know.',
      zh: '服务商报告了 Seedreel 不认识的失败。',
    },
    advice: inSequence(NOT_CHARGED, {
      en: `The provider’s own words are all there is to go by: press Retry, or, if they speak against the request, ${EDIT_AND_GENERATE.en}`,
      zh: `只有服务商的原话可供参考：点“重试”；如果原话指出请求有问题，${EDIT_AND_GENERATE.zh}`,
    }),
  },
} satisfies Record<string, ErrorSentence>
