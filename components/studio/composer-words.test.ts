import { expect, test } from 'vitest'
import type { ReferenceKind, RequestSettings } from '#lib/seedance/request.ts'
import { emptyDraft } from './draft.ts'
import { addInWords } from './reference-tray.tsx'
import { settingsInWords } from './settings-panel.tsx'

const PRO_1_0 = 'doubao-seedance-1-0-pro-250528'

test.each([
  [['image'], 'Add pictures', '添加图片'],
  [['image', 'video'], 'Add pictures or clips', '添加图片或视频'],
  [['image', 'video', 'audio'], 'Add pictures, clips or sounds', '添加图片、视频或音频'],
] as [ReferenceKind[], string, string][])('what can be added: %j', (kinds, en, zh) => {
  expect([addInWords(kinds, 'en'), addInWords(kinds, 'zh')]).toEqual([en, zh])
})

test.each([
  [{ ratio: '16:9', duration: 8 }, '16:9 · 8 s · 720p · Sound', '16:9 · 8 秒 · 720p · 声音'],
  [
    { ratio: 'adaptive', duration: -1, generateAudio: false },
    'Auto shape · Auto length · 720p · Silent',
    '自动比例 · 自动时长 · 720p · 无声',
  ],
] as [RequestSettings, string, string][])('the settings in one line: %j', (settings, en, zh) => {
  const draft = { ...emptyDraft(), settings }
  expect([settingsInWords(draft, 'en'), settingsInWords(draft, 'zh')]).toEqual([en, zh])
})

test('a length in frames is said in frames', () => {
  const draft = { ...emptyDraft(), model: PRO_1_0, settings: { frames: 121, ratio: '1:1' as const } }
  expect(settingsInWords(draft, 'en')).toContain('121 frames')
  expect(settingsInWords(draft, 'zh')).toContain('121 帧')
})
