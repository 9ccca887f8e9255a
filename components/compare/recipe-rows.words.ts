import type { ReferenceChange } from '#lib/generation/recipe-difference.ts'
import { defineWords } from '#lib/language/language.ts'

const CHANGES_EN: Record<ReferenceChange, string> = {
  missing: 'not everywhere',
  file: 'another file',
  role: 'another role',
  name: 'another name',
}

export const RECIPE_WORDS = defineWords({
  en: {
    title: 'Recipes',
    only: 'Only differences',
    same: 'The recipes are the same.',
    prompt: 'Prompt',
    reference: 'Reference',
    changes: CHANGES_EN,
  },
  zh: {
    title: '配方',
    only: '只看差异',
    same: '各条的配方相同。',
    prompt: '提示词',
    reference: '参考素材',
    changes: { missing: '并非都有', file: '文件不同', role: '用途不同', name: '名称不同' },
  },
})
