/** A recipe as a file or on the clipboard. What is known of its files is asked of the server where the composer doesn't know it. */
import { copyText } from '#components/ui/copy-text.ts'
import { notify } from '#components/ui/notify.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { MediaFile } from '#lib/api/media.ts'
import type { Generation, Recipe } from '#lib/generation/generation.ts'
import { toRecipeFile } from '#lib/generation/recipe-file.ts'
import { defineWords, type Language } from '#lib/language/language.ts'
import { resolveReferences } from '#lib/queries/recipes.ts'
import { titleOf } from '../download-name.ts'
import type { Draft } from '../draft.ts'
import { promptInWords, recipeOf } from '../recipe.ts'

const WORDS = defineWords({
  en: {
    fileName: (title: string) => `${title || 'Untitled'} - recipe.json`,
    copied: 'The recipe is on the clipboard',
    failed: 'The recipe could not be exported',
    refused: 'The browser didn’t allow copying. Export it as a file instead.',
    retry: 'The facts about its files could not be asked. Nothing was changed; try again.',
  },
  zh: {
    fileName: (title) => `${title || '未命名'} - 配方.json`,
    copied: '配方已复制到剪贴板',
    failed: '无法导出配方',
    refused: '浏览器不允许复制。请改为导出文件。',
    retry: '无法查询文件信息。未作任何更改，请重试。',
  },
})

interface Exported {
  json: string
  fileName: string
}

export function exportDraft(draft: Draft, language: Language): Promise<void> {
  return saving(() => ofDraft(draft, language), language)
}

/** As it was sent, with the seed that made it. */
export function exportTake({ recipe, seed }: Generation, language: Language): Promise<void> {
  return saving(() => ofRecipe(recipe, [], language, seed), language)
}

export async function copyDraft(draft: Draft, language: Language): Promise<void> {
  const words = WORDS[language]
  await sayingFailures(language, async () => {
    const { json } = await ofDraft(draft, language)
    if (await copyText(json)) notify({ kind: 'done', message: words.copied })
    else notify({ kind: 'problem', message: words.failed, advice: words.refused })
  })
}

function ofDraft(draft: Draft, language: Language): Promise<Exported> {
  const known = draft.references.flatMap(({ media }) => media ?? [])
  return ofRecipe(recipeOf(draft), known, language)
}

async function ofRecipe(
  recipe: Recipe,
  known: readonly MediaFile[],
  language: Language,
  seed?: number,
): Promise<Exported> {
  const unknown = recipe.references.flatMap(({ kind, mediaId }) =>
    mediaId === undefined || known.some(({ id }) => id === mediaId) ? [] : [{ kind, mediaId }],
  )
  const found = (await resolveReferences(unknown)).flatMap((file) => file ?? [])
  const files = new Map([...known, ...found].map((file) => [file.id, file]))
  const file = toRecipeFile(recipe, ({ mediaId = '' }) => files.get(mediaId), seed)
  return {
    json: `${JSON.stringify(file, null, 2)}\n`,
    fileName: WORDS[language].fileName(titleOf(promptInWords(recipe).replaceAll('@', ''))),
  }
}

function saving(make: () => Promise<Exported>, language: Language): Promise<void> {
  return sayingFailures(language, async () => {
    const { json, fileName } = await make()
    const address = URL.createObjectURL(new Blob([json], { type: 'application/json' }))
    const link = document.createElement('a')
    link.href = address
    link.download = fileName
    link.click()
    // The download has begun by the time that a task of its own runs.
    setTimeout(() => URL.revokeObjectURL(address), 0)
  })
}

async function sayingFailures(language: Language, work: () => Promise<void>): Promise<void> {
  const words = WORDS[language]
  try {
    await work()
  } catch (error) {
    const advice = error instanceof AppError ? error.said[language] : words.retry
    notify({ kind: 'problem', message: words.failed, advice })
  }
}
