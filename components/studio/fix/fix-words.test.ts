import { expect, test } from 'vitest'
import type { MediaFacts } from '#lib/seedance/limits.ts'
import type { FixPlan, MediaFix } from '#lib/seedance/plan-fix.ts'
import { cropInWords, offerInWords, resultInWords } from './fix-words.ts'

test.each([
  [{ trim: { min: 2, max: 15 }, frame: 'size' }, 'Cut and resize it', '截取并调整尺寸'],
  [{ trim: { min: 2, max: 15 } }, 'Cut it to fit', '截取合适的片段'],
  [{ frame: 'shape' }, 'Change its shape', '调整比例'],
  [{ frame: 'size' }, 'Resize it', '调整尺寸'],
  [{ fps: 24 }, 'Change its frame rate', '调整帧率'],
  [{}, 'Make it smaller', '压缩文件'],
] as [Partial<FixPlan>, string, string][])('what %o leads to', (part, en, zh) => {
  const plan: FixPlan = { kind: 'video', ...part }
  expect([offerInWords(plan, 'en'), offerInWords(plan, 'zh')]).toEqual([en, zh])
})

test('the result beside what there was', () => {
  const fix: MediaFix = { frame: { width: 1280, height: 720 }, trim: { start: 1, end: 6.5 }, fps: 24 }
  const facts: MediaFacts = { kind: 'video', bytes: 1, width: 640, height: 360, duration: 20, fps: 59.94 }
  expect(resultInWords(fix, facts, 'en')).toBe(
    'Result: 1280 × 720, 5.5 s, 24 fps (now 640 × 360, 20 s, 60 fps). The original is kept.',
  )
  expect(resultInWords(fix, facts, 'zh')).toBe(
    '结果：1280 × 720，5.5 秒，24 fps（现在是 640 × 360，20 秒，60 fps）。原文件会保留。',
  )
})

test('where the crop frame stands', () => {
  expect(cropInWords(0.12, 0, 0.8, 'en')).toBe('12% from the left, 0% from the top, 80% of the size')
  expect(cropInWords(0.12, 0, 0.8, 'zh')).toBe('距左 12%，距上 0%，大小 80%')
})
