import { inSequence } from '#lib/language/language.ts'
import { EDIT_AND_GENERATE, NOT_STARTED, THEN_AGAIN, type ErrorSentence } from './error-phrases.ts'

/** What only Seedreel itself can say. */
export const OWN_ERRORS = {
  send_unconfirmed: {
    retryable: false,
    message: {
      en: 'The request was sent, but the provider did not confirm it, so it may or may not have been taken.',
      zh: '请求已经发出，但服务商没有确认，所以可能已被接受，也可能没有。',
    },
    advice: {
      en: 'Seedreel is looking for it in the provider’s list and sends nothing meanwhile, so that nothing is paid twice. Wait; or, if you know that it was not taken, press Send again, and if it no longer matters, Give up.',
      zh: 'Seedreel 正在服务商的列表里查找，其间不会再发送任何请求，以免重复付费。请等待；如果确定没有被接受，点“重新发送”；如果已不需要，点“放弃”。',
    },
  },
  proven_absent: {
    retryable: true,
    message: { en: 'The provider never took the request.', zh: '服务商从未接受这个请求。' },
    advice: inSequence(NOT_STARTED, { en: 'It is sent again by itself.', zh: '会自动重新发送。' }),
  },
  given_up: {
    retryable: true,
    message: {
      en: 'It was never found out whether the provider took the request, and somebody gave it up.',
      zh: '始终无法确定服务商是否接受了请求，已有人选择放弃。',
    },
    advice: {
      en: 'If the provider did take it, it is charged there and the clip is in the provider’s console. Retry makes and pays a new one.',
      zh: '如果服务商其实接受了，费用会在那里产生，成片在服务商的控制台里。“重试”会重新生成并付费。',
    },
  },
  reference_unreachable: {
    retryable: false,
    message: {
      en: 'The provider has no way to read a reference{field}.',
      zh: '服务商无法读取某个参考素材{field}。',
    },
    advice: inSequence(NOT_STARTED, {
      en: `Whoever runs Seedreel has to set PUBLIC_URL to an address that the provider can open; ${THEN_AGAIN.en} Or press it now and remove the reference.`,
      zh: `请 Seedreel 的管理者把 PUBLIC_URL 设为服务商能打开的地址；${THEN_AGAIN.zh}也可以现在就点“复用”，去掉这个参考素材。`,
    }),
  },
  reference_missing: {
    retryable: false,
    message: { en: 'The file of a reference is gone{field}.', zh: '某个参考素材的文件不见了{field}。' },
    advice: inSequence(NOT_STARTED, {
      en: 'Press Reuse, add the file again and generate.',
      zh: '点“复用”，重新添加文件后生成。',
    }),
  },
  invalid_request: {
    retryable: false,
    message: { en: 'The request breaks a limit of the model{field}.', zh: '请求超出了模型的限制{field}。' },
    advice: inSequence(NOT_STARTED, {
      en: `To go on, ${EDIT_AND_GENERATE.en}`,
      zh: `要继续，${EDIT_AND_GENERATE.zh}`,
    }),
  },
  not_configured: {
    retryable: true,
    message: { en: 'No key for the provider is set.', zh: '没有设置服务商的密钥。' },
    advice: inSequence(NOT_STARTED, {
      en: 'Whoever runs Seedreel has to set SEEDANCE_API_KEY and restart it; then press Retry.',
      zh: '请 Seedreel 的管理者设置 SEEDANCE_API_KEY 并重启；然后点“重试”。',
    }),
  },
  another_provider: {
    retryable: true,
    message: {
      en: 'This was started at a provider that is not set up any more.',
      zh: '这个任务是在另一个服务商处开始的，该服务商现已不再配置。',
    },
    advice: {
      en: 'Its outcome cannot be read. Set that provider up again and it goes on by itself, or press Reuse to make and pay a new one.',
      zh: '无法读取它的结果。重新配置那个服务商后它会自动继续；也可以点“复用”，重新生成并付费。',
    },
  },
  cancelled_before_sending: {
    retryable: true,
    message: { en: 'Cancelled before it was sent.', zh: '在发送之前取消。' },
    advice: inSequence(NOT_STARTED, {
      en: 'Press Retry to make it after all.',
      zh: '如果还是想要，点“重试”。',
    }),
  },
  cancelled_at_provider: {
    retryable: true,
    message: { en: 'Cancelled at the provider before it was made.', zh: '在生成之前已在服务商处取消。' },
    advice: {
      en: 'A cancelled task is not charged. Press Retry to make it after all.',
      zh: '取消的任务不计费。如果还是想要，点“重试”。',
    },
  },
  expired: {
    retryable: true,
    message: {
      en: 'The provider did not finish it in the time it was given.',
      zh: '服务商没有在限定的时间内完成。',
    },
    advice: {
      en: 'An expired task is not charged. Press Retry; at a quieter hour, or without the half-price tier, it runs sooner.',
      zh: '过期的任务不计费。点“重试”；在较空闲的时段，或不用半价的离线推理，会更快。',
    },
  },
  provider_forgot_task: {
    retryable: true,
    message: {
      en: 'The provider took the task, but does not know it any more.',
      zh: '服务商接受过这个任务，但现在已找不到它。',
    },
    advice: {
      en: 'It was deleted there or is older than seven days, and may have been charged. Retry makes and pays a new one.',
      zh: '它在那里被删除，或已超过七天，可能已经计费。“重试”会重新生成并付费。',
    },
  },
  bad_result: {
    retryable: false,
    message: {
      en: 'The provider’s file is incomplete or is not a video that can be played.',
      zh: '服务商给出的文件不完整，或不是可以播放的视频。',
    },
    advice: {
      en: 'Seedreel goes on fetching it for as long as its address lives, mostly 24 hours. Nothing has to be pressed.',
      zh: 'Seedreel 会继续获取，直到地址失效，通常为 24 小时。不需要任何操作。',
    },
  },
  result_unreachable: {
    retryable: false,
    message: { en: 'The clip is finished, but cannot be fetched yet.', zh: '视频已经完成，但暂时取不到。' },
    advice: {
      en: 'Seedreel goes on trying for as long as its address lives, mostly 24 hours. Nothing has to be pressed.',
      zh: 'Seedreel 会继续尝试，直到地址失效，通常为 24 小时。不需要任何操作。',
    },
  },
  result_lost: {
    retryable: true,
    message: {
      en: 'The clip was made, but its address died before it could be saved.',
      zh: '视频已经生成，但在保存之前地址就失效了。',
    },
    advice: {
      en: 'It was charged; the provider’s console may still have it. Retry makes and pays a new one.',
      zh: '已经计费；服务商的控制台里也许还有。“重试”会重新生成并付费。',
    },
  },
  storage_failed: {
    retryable: false,
    message: {
      en: 'The clip is finished, but could not be written to Seedreel’s own storage.',
      zh: '视频已经完成，但无法写入 Seedreel 自己的存储。',
    },
    advice: {
      en: 'Seedreel goes on trying for as long as its address lives, mostly 24 hours. Nothing has to be pressed here, but whoever runs Seedreel should look at the free space.',
      zh: 'Seedreel 会继续尝试，直到地址失效，通常为 24 小时。这里不需要任何操作，但请 Seedreel 的管理者检查剩余空间。',
    },
  },
  internal: {
    retryable: true,
    message: { en: 'Something went wrong inside Seedreel.', zh: 'Seedreel 内部出错。' },
    advice: inSequence(NOT_STARTED, {
      en: 'Press Retry; if it happens again, the log of the server says more.',
      zh: '点“重试”；如果再次发生，请查看服务器日志。',
    }),
  },
} satisfies Record<string, ErrorSentence>
