/** What stands in the way of making the variations at all. One that can't be made is left out; it stands in the panel with its reason. */
import { MAX_BATCH } from '#lib/api/take-limit.ts'
import type { Reason } from '#lib/prompt/readiness.ts'
import type { Draft } from '../draft.ts'
import { matrixOf } from './matrix.ts'

export const VARIATIONS_FIELD = 'variations'

export function variationReasons(draft: Draft): Reason[] {
  if (!draft.variations) return []
  const { total, made } = matrixOf(draft)
  if (made.length > 0 && total <= MAX_BATCH) return []
  const message =
    made.length === 0
      ? {
          en: 'None of the variations can be made. Open Variations to see why.',
          zh: '没有一个变体可以生成。打开“变体”查看原因。',
        }
      : {
          en: `${total} takes are too many for one press: at most ${MAX_BATCH}. Take away a prompt, a shape, a model or takes.`,
          zh: `一次最多生成 ${MAX_BATCH} 条，现在是 ${total} 条。请减少提示词、画面比例、模型或条数。`,
        }
  return [{ field: VARIATIONS_FIELD, message, severity: 'block' }]
}
