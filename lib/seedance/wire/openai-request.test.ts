import { describe, expect, test } from 'vitest'
import { checkLimits } from '#lib/seedance/limits.ts'
import { parseRequest } from '#lib/seedance/parse-request.ts'
import type { CanonicalRequest } from '#lib/seedance/request.ts'
import { toOpenAIVideoFields } from './openai-request.ts'

const base: CanonicalRequest = {
  model: 'doubao-seedance-2-0-260128',
  mode: 't2v',
  modeIsExplicit: true,
  prompt: 'a lake',
  references: [],
}
const picture = { kind: 'image', role: 'reference_image', url: 'https://h/a.png', name: 'Anna' } as const

describe('§1.7, §2 the OpenAI form', () => {
  test('seconds are a text, the size is said in pixels', () => {
    expect(toOpenAIVideoFields({ ...base, ratio: '9:16', resolution: '720p', duration: 8, seed: 0 })).toEqual(
      {
        model: 'doubao-seedance-2-0-260128',
        prompt: 'a lake',
        size: '720x1280',
        seconds: '8',
        mode: 't2v',
        metadata: { duration: 8, ratio: '9:16', resolution: '720p', seed: 0 },
      },
    )
  })

  test('a length or shape that the model chooses has no scalar', () => {
    const fields = toOpenAIVideoFields({ ...base, ratio: 'adaptive', duration: -1 })
    expect(fields).not.toHaveProperty('seconds')
    expect(fields).not.toHaveProperty('size')
    expect(fields['metadata']).toEqual({ ratio: 'adaptive', duration: -1 })
  })

  test('§7: material stands in content, and in metadata too unless it is heavy', () => {
    const content = [
      { type: 'text', text: 'a lake' },
      { type: 'image_url', image_url: { url: 'https://h/a.png' }, role: 'reference_image', name: 'Anna' },
    ]
    const light = toOpenAIVideoFields({ ...base, mode: 'reference_images', references: [picture] })
    expect(light).toMatchObject({ content, metadata: { content } })
    const heavy = { ...picture, url: 'data:image/png;base64,AAAA' }
    const fields = toOpenAIVideoFields({ ...base, mode: 'reference_images', references: [heavy] })
    expect(fields['content']).toHaveLength(2)
    expect(fields['metadata']).toEqual({})
  })

  test.each<[string, Partial<CanonicalRequest>]>([
    ['text', { duration: 5, ratio: '16:9', resolution: '720p' }],
    [
      'first frame',
      { mode: 'i2v', references: [{ ...picture, role: 'first_frame' }], ratio: '16:9', resolution: '480p' },
    ],
    [
      'references',
      { mode: 'reference_material', references: [picture], ratio: 'adaptive', generateAudio: false },
    ],
  ])('reading it back gives the same request: %s', (_, extra) => {
    const request = { ...base, ...extra }
    expect(checkLimits(request)).toEqual([])
    expect(parseRequest(toOpenAIVideoFields(request))).toEqual({ ok: true, request, notices: [] })
  })
})
