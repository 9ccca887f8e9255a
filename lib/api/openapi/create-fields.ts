/**
 * What a create takes, for the OpenAPI document: one row per field of aliases.ts, which says under which names it may come. What a model
 * allows of it is the capability table's to say, so there are no limits here that depend on the model.
 */
import type { Sentence } from '#lib/language/language.ts'
import type { Field } from '#lib/seedance/aliases.ts'
import { MODELS } from '#lib/seedance/models.ts'
import { MODES, RATIOS, REFERENCE_ROLES, RESOLUTIONS } from '#lib/seedance/request.ts'
import type { JsonSchema } from './json-schema.ts'

export interface CreateField {
  schema: JsonSchema
  about: Sentence
}

const TEXT: JsonSchema = { type: 'string' }
/** Forms send everything as text. */
const WHOLE: JsonSchema = { type: ['integer', 'string'] }
const NUMBER: JsonSchema = { type: ['number', 'string'] }
const SWITCH: JsonSchema = { type: ['boolean', 'string'] }
const ADDRESS: JsonSchema = {
  anyOf: [
    { type: 'string' },
    { type: 'object', properties: { url: TEXT }, required: ['url'] },
    { type: 'object', properties: { image_url: TEXT }, required: ['image_url'] },
  ],
}
const ADDRESSES: JsonSchema = { anyOf: [...(ADDRESS.anyOf ?? []), { type: 'array', items: ADDRESS }] }

const mediaItem = (kind: 'image' | 'video' | 'audio'): JsonSchema => ({
  type: 'object',
  properties: {
    type: { const: `${kind}_url` },
    [`${kind}_url`]: { type: 'object', properties: { url: TEXT }, required: ['url'] },
    role: { enum: REFERENCE_ROLES },
    name: { type: ['string', 'integer'] },
  },
  required: ['type', `${kind}_url`],
})

export const CONTENT_ITEM: JsonSchema = {
  anyOf: [
    {
      type: 'object',
      properties: { type: { const: 'text' }, text: TEXT },
      required: ['type', 'text'],
    },
    mediaItem('image'),
    mediaItem('video'),
    mediaItem('audio'),
    {
      type: 'object',
      properties: {
        type: { const: 'draft_task' },
        draft_task: { type: 'object', properties: { id: TEXT }, required: ['id'] },
      },
      required: ['type', 'draft_task'],
    },
  ],
}

export const CREATE_FIELDS: Readonly<Record<Field, CreateField>> = {
  model: {
    schema: { type: 'string', examples: MODELS.map(({ id }) => id) },
    about: { en: 'Id of a model.', zh: '模型 ID。' },
  },
  prompt: {
    schema: TEXT,
    about: {
      en: 'What is to be seen. Needed unless `content` has a text; names of references may be said in it as @name.',
      zh: '画面描述。`content` 中没有文本时必填；可用 @名称 提及参考素材。',
    },
  },
  content: {
    schema: { anyOf: [{ type: 'array', items: CONTENT_ITEM }, { type: 'string' }] },
    about: {
      en: 'Text and media as a list, each medium with its role and name: the fullest way to say what is attached.',
      zh: '文本与素材列表，每个素材可带角色和名称；这是描述附加素材最完整的方式。',
    },
  },
  mode: {
    schema: { enum: MODES },
    about: { en: 'Found out from what is attached where it is absent.', zh: '缺省时根据附加的素材推断。' },
  },
  functionMode: {
    schema: { enum: ['omni_reference', 'first_last_frames'] },
    about: { en: 'The mode in the words of some gateways.', zh: '部分网关使用的模式名称。' },
  },
  taskType: {
    schema: { enum: ['auto', 'reference', 'edit', 'extend'] },
    about: { en: 'What Seedance 2.5 does with its references.', zh: 'Seedance 2.5 如何使用参考素材。' },
  },
  images: {
    schema: ADDRESSES,
    about: {
      en: 'One picture or several: https, data: or asset:// addresses; in a form, a file too. The first is the first frame unless the mode says otherwise.',
      zh: '一张或多张图片：https、data: 或 asset:// 地址；表单中也可以是文件。除非模式另有规定，第一张为首帧。',
    },
  },
  referenceImages: {
    schema: ADDRESSES,
    about: { en: 'Pictures as references, never as frames.', zh: '作为参考的图片，不用作首尾帧。' },
  },
  lastFrame: {
    schema: ADDRESSES,
    about: { en: 'The picture that the clip ends with.', zh: '视频结尾的画面。' },
  },
  videos: { schema: ADDRESSES, about: { en: 'Clips as references.', zh: '参考视频。' } },
  audios: { schema: ADDRESSES, about: { en: 'Sounds as references.', zh: '参考音频。' } },
  duration: {
    schema: NUMBER,
    about: { en: 'Seconds; -1 lets some models choose.', zh: '秒数；-1 表示由模型决定（部分模型支持）。' },
  },
  frames: {
    schema: WHOLE,
    about: { en: 'The length in frames, in place of seconds.', zh: '以帧数表示的时长，代替秒数。' },
  },
  ratio: { schema: { enum: RATIOS }, about: { en: 'The shape of the picture.', zh: '画面比例。' } },
  resolution: {
    schema: { type: 'string', examples: RESOLUTIONS },
    about: { en: 'The tier of sharpness, in any case.', zh: '清晰度，大小写不限。' },
  },
  size: {
    schema: TEXT,
    about: {
      en: 'Pixels as 1280x720, a ratio or a resolution.',
      zh: '1280x720 这样的像素尺寸、画面比例或分辨率。',
    },
  },
  width: { schema: WHOLE, about: { en: 'Pixels, together with height.', zh: '像素，与 height 同时给出。' } },
  height: { schema: WHOLE, about: { en: 'Pixels, together with width.', zh: '像素，与 width 同时给出。' } },
  fps: { schema: WHOLE, about: { en: '24 and nothing else.', zh: '只能是 24。' } },
  seed: {
    schema: WHOLE,
    about: { en: '0 to 4294967295; -1 for a random one.', zh: '0 到 4294967295；-1 表示随机。' },
  },
  generateAudio: { schema: SWITCH, about: { en: 'With sound.', zh: '生成声音。' } },
  watermark: { schema: SWITCH, about: { en: 'With the provider’s watermark.', zh: '带服务商水印。' } },
  cameraFixed: { schema: SWITCH, about: { en: 'The camera stands still.', zh: '固定镜头。' } },
  returnLastFrame: {
    schema: SWITCH,
    about: { en: 'The last frame comes as a picture too.', zh: '同时返回尾帧图片。' },
  },
  serviceTier: {
    schema: { enum: ['default', 'flex'] },
    about: { en: 'flex is cheaper and waits longer.', zh: 'flex 更便宜，等待更久。' },
  },
  executionExpiresAfter: {
    schema: WHOLE,
    about: {
      en: 'Seconds, 3600 to 259200, after which it is given up.',
      zh: '超过此秒数（3600 到 259200）即放弃。',
    },
  },
  draft: { schema: SWITCH, about: { en: 'A cheap look at it first.', zh: '先生成低价样片。' } },
  priority: { schema: WHOLE, about: { en: '0 to 9, higher goes first.', zh: '0 到 9，数值越大越优先。' } },
  tools: {
    schema: {
      anyOf: [
        {
          type: 'array',
          items: { type: 'object', properties: { type: { const: 'web_search' } }, required: ['type'] },
        },
        TEXT,
      ],
    },
    about: { en: 'The model may search the web.', zh: '允许模型联网搜索。' },
  },
  webSearch: {
    schema: SWITCH,
    about: { en: 'The same as `tools`, as a switch.', zh: '同 `tools`，以开关表示。' },
  },
  outputFormat: {
    schema: { enum: ['mp4', 'mov'] },
    about: { en: 'The file format of the clip.', zh: '视频文件格式。' },
  },
  callbackUrl: {
    schema: { type: 'string', format: 'uri', maxLength: 2000 },
    about: {
      en: 'An https address that is told of every change of the task, by a signed POST. Addresses inside a network are refused.',
      zh: '任务每次变化时以签名 POST 通知的 https 地址。不接受内网地址。',
    },
  },
  safetyIdentifier: {
    schema: { type: 'string', maxLength: 64 },
    about: {
      en: 'Left out with a notice: the studio has one of its own towards the provider.',
      zh: '会略去并给出提示：工作室对服务商使用自己的标识。',
    },
  },
  count: {
    schema: { type: ['integer', 'string'], enum: [1, '1'] },
    about: { en: 'One video per task.', zh: '每个任务一条视频。' },
  },
  responseFormat: {
    schema: { enum: ['url'] },
    about: { en: 'Addresses and nothing else.', zh: '只返回地址。' },
  },
}

/** Fields under and over the top level, as some gateways take them. */
export const LAYERS: Readonly<Record<'metadata' | 'parameters', CreateField>> = {
  metadata: {
    schema: { type: ['object', 'string'] },
    about: {
      en: 'More of these fields; they go before those at the top level.',
      zh: '更多同类字段；优先于顶层字段。',
    },
  },
  parameters: {
    schema: { type: ['object', 'string'] },
    about: {
      en: 'More of these fields; those at the top level go before them.',
      zh: '更多同类字段；顶层字段优先。',
    },
  },
}
