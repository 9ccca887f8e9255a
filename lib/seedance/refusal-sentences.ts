/** What is said where the provider refuses the request, or what came of it. */
import { inSequence } from '#lib/language/language.ts'
import { EDIT_AND_GENERATE, NOT_CHARGED, NOT_STARTED, type ErrorSentence } from './error-phrases.ts'

/** About the request: the same one fails again. */
export const REQUEST_ERRORS = {
  missing_parameter: {
    retryable: false,
    message: {
      en: 'Something that the provider needs is missing{field}.',
      zh: '缺少服务商需要的内容{field}。',
    },
    advice: inSequence(NOT_STARTED, {
      en: 'Press Reuse, fill it in and generate again.',
      zh: '点“复用”，补上后再次生成。',
    }),
  },
  invalid_parameter: {
    retryable: false,
    message: {
      en: 'The provider does not accept a value of the request{field}.',
      zh: '服务商不接受请求中的某个值{field}。',
    },
    advice: inSequence(NOT_STARTED, {
      en: `To go on, ${EDIT_AND_GENERATE.en}`,
      zh: `要继续，${EDIT_AND_GENERATE.zh}`,
    }),
  },
  wrong_task_type: {
    retryable: false,
    message: {
      en: 'The references and settings do not fit the kind of task that was asked for{field}.',
      zh: '参考素材和设置与所要求的任务类型不符{field}。',
    },
    advice: inSequence(NOT_CHARGED, {
      en: `Choose another mode, or give it the references that this mode needs: ${EDIT_AND_GENERATE.en}`,
      zh: `换一种模式，或补上该模式需要的参考素材：${EDIT_AND_GENERATE.zh}`,
    }),
  },
  invalid_image_address: {
    retryable: false,
    message: {
      en: 'The provider could not read the address of a picture{field}.',
      zh: '服务商无法读取某张图片的地址{field}。',
    },
    advice: inSequence(NOT_STARTED, {
      en: `Upload the picture as a file instead: ${EDIT_AND_GENERATE.en}`,
      zh: `请改为上传图片文件：${EDIT_AND_GENERATE.zh}`,
    }),
  },
  request_refused: {
    retryable: false,
    message: { en: 'The provider refused the request.', zh: '服务商拒绝了这个请求。' },
    advice: inSequence(NOT_STARTED, {
      en: `The provider’s words say what to change: ${EDIT_AND_GENERATE.en}`,
      zh: `服务商的原话说明了要改什么：${EDIT_AND_GENERATE.zh}`,
    }),
  },
} satisfies Record<string, ErrorSentence>

/** Moderation. What went in must change; what came out may pass with another seed. */
export const CONTENT_ERRORS = {
  prompt_refused: {
    retryable: false,
    message: { en: 'The provider’s content check refused the prompt.', zh: '服务商的内容审核拒绝了提示词。' },
    advice: inSequence(NOT_CHARGED, {
      en: `Reword the prompt: ${EDIT_AND_GENERATE.en}`,
      zh: `改写提示词：${EDIT_AND_GENERATE.zh}`,
    }),
  },
  image_refused: {
    retryable: false,
    message: {
      en: 'The provider’s content check refused a picture among the references.',
      zh: '服务商的内容审核拒绝了参考素材中的一张图片。',
    },
    advice: inSequence(NOT_CHARGED, {
      en: `Use another picture: ${EDIT_AND_GENERATE.en}`,
      zh: `换一张图片：${EDIT_AND_GENERATE.zh}`,
    }),
  },
  video_refused: {
    retryable: false,
    message: {
      en: 'The provider’s content check refused a video among the references.',
      zh: '服务商的内容审核拒绝了参考素材中的一个视频。',
    },
    advice: inSequence(NOT_CHARGED, {
      en: `Use another video: ${EDIT_AND_GENERATE.en}`,
      zh: `换一个视频：${EDIT_AND_GENERATE.zh}`,
    }),
  },
  audio_refused: {
    retryable: false,
    message: {
      en: 'The provider’s content check refused a sound among the references.',
      zh: '服务商的内容审核拒绝了参考素材中的一个音频。',
    },
    advice: inSequence(NOT_CHARGED, {
      en: `Use another sound: ${EDIT_AND_GENERATE.en}`,
      zh: `换一个音频：${EDIT_AND_GENERATE.zh}`,
    }),
  },
  real_person_refused: {
    retryable: false,
    message: {
      en: 'The provider found a real person’s face in a reference, which this model does not take.',
      zh: '服务商在参考素材中发现了真人面部，该模型不接受。',
    },
    advice: inSequence(NOT_CHARGED, {
      en: `Use a drawn or generated person, or a clip that this model made in the last 30 days: ${EDIT_AND_GENERATE.en}`,
      zh: `请使用手绘或生成的人物，或该模型最近 30 天内生成的视频：${EDIT_AND_GENERATE.zh}`,
    }),
  },
  input_policy_refused: {
    retryable: false,
    message: {
      en: 'The provider found that the prompt or a reference breaks its content policy, often by a protected work or character.',
      zh: '服务商认为提示词或参考素材违反其内容政策，常见原因是受版权保护的作品或角色。',
    },
    advice: inSequence(NOT_CHARGED, {
      en: `Leave out protected works, characters and brands: ${EDIT_AND_GENERATE.en}`,
      zh: `去掉受保护的作品、角色和品牌：${EDIT_AND_GENERATE.zh}`,
    }),
  },
  content_refused: {
    retryable: false,
    message: {
      en: 'The provider’s content check refused the request.',
      zh: '服务商的内容审核拒绝了这个请求。',
    },
    advice: inSequence(NOT_CHARGED, {
      en: `Reword the prompt or use other references: ${EDIT_AND_GENERATE.en}`,
      zh: `改写提示词或换用其他参考素材：${EDIT_AND_GENERATE.zh}`,
    }),
  },
  output_refused: {
    retryable: true,
    message: {
      en: 'The clip was made, but the provider’s content check held it back.',
      zh: '视频已经生成，但被服务商的内容审核拦下。',
    },
    advice: inSequence(NOT_CHARGED, {
      en: 'Another seed often passes: press Retry. If it happens again, soften the prompt.',
      zh: '换个种子往往就能通过：点“重试”。如果再次发生，请让提示词更温和。',
    }),
  },
  content_check_failed: {
    retryable: true,
    message: { en: 'The provider’s content check did not work.', zh: '服务商的内容审核没有正常工作。' },
    advice: inSequence(NOT_CHARGED, { en: 'Wait a little and press Retry.', zh: '稍等片刻，再点“重试”。' }),
  },
} satisfies Record<string, ErrorSentence>
