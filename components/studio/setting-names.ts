import type { RecipeField } from '#lib/generation/recipe-difference.ts'
import { defineWords, type Words } from '#lib/language/language.ts'

/** What the parts of a recipe are called, where they are set and where they are read. */
export const SETTING_NAMES: Words<Record<RecipeField, string>> = defineWords({
  en: {
    model: 'Model',
    mode: 'Mode',
    resolution: 'Resolution',
    ratio: 'Shape',
    duration: 'Length',
    frames: 'Length in frames',
    seed: 'Seed',
    generateAudio: 'Sound',
    cameraFixed: 'Fixed camera',
    watermark: 'Watermark',
    returnLastFrame: 'Keep the last frame',
    draft: 'Draft',
    serviceTier: 'Flex',
    webSearch: 'Web search',
    priority: 'Priority',
    outputFormat: 'File',
  },
  zh: {
    model: '模型',
    mode: '模式',
    resolution: '分辨率',
    ratio: '画面比例',
    duration: '时长',
    frames: '按帧数定时长',
    seed: '种子',
    generateAudio: '声音',
    cameraFixed: '固定镜头',
    watermark: '水印',
    returnLastFrame: '保留尾帧',
    draft: '样片',
    serviceTier: '离线推理（flex）',
    webSearch: '联网搜索',
    priority: '优先级',
    outputFormat: '文件',
  },
})
