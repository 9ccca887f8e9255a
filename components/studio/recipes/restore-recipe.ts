/** A recipe from outside into the composer: what is missing is named, and one press brings the earlier draft back. */
import { notify } from '#components/ui/notify.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { ReadRecipe } from '#lib/generation/read-recipe-file.ts'
import { readRecipeText } from '#lib/generation/read-recipe-file.ts'
import { defineWords } from '#lib/language/language.ts'
import { resolveReferences } from '#lib/queries/recipes.ts'
import { newReferenceId } from '../reference-id.ts'
import { isEmpty, type DraftReference } from '../draft.ts'
import { draftOfFile } from './draft-of-file.ts'
import { bringBack, type RecipeTools } from './recipe-tools.ts'

const WORDS = defineWords({
  en: {
    restored: 'The recipe is in the composer',
    missing: (count: number) =>
      count === 1
        ? 'The recipe is in the composer; one of its files is missing'
        : `The recipe is in the composer; ${count} of its files are missing`,
    choose: (names: readonly string[]) =>
      names.length === 1
        ? `Not in this studio: ${names[0]}. Choose it in its card below the prompt.`
        : `Not in this studio: ${names.join(', ')}. Choose them in their cards below the prompt.`,
    undo: 'Undo',
    refused: 'The recipe was not imported',
    offline: 'Which of its files are here could not be asked. Nothing was changed; try again.',
  },
  zh: {
    restored: '配方已放入编辑区',
    missing: (count) => `配方已放入编辑区，缺少 ${count} 个文件`,
    choose: (names) => `本工作室没有：${names.join('、')}。请在提示词下方的卡片中选择文件。`,
    undo: '撤销',
    refused: '未导入配方',
    offline: '无法查询文件是否在本工作室。未作任何更改，请重试。',
  },
})

export async function importRecipe(text: string, tools: RecipeTools): Promise<void> {
  await restoreRecipe(readRecipeText(text), tools)
}

export async function restoreRecipe(read: ReadRecipe, tools: RecipeTools): Promise<void> {
  const words = WORDS[tools.language]
  if (!read.ok) {
    return notify({ kind: 'problem', message: words.refused, advice: read.problem[tools.language] })
  }
  try {
    const references = read.file.recipe.references.map(({ kind, sha256 }) => ({
      kind,
      ...(sha256 === undefined ? {} : { sha256 }),
    }))
    put(read, await resolveReferences(references), tools)
  } catch (error) {
    const advice = error instanceof AppError ? error.said[tools.language] : words.offline
    notify({ kind: 'problem', message: words.refused, advice })
  }
}

function put(
  { file, notices }: Extract<ReadRecipe, { ok: true }>,
  media: Parameters<typeof draftOfFile>[1],
  tools: RecipeTools,
): void {
  const before = tools.draft()
  const { draft, missing } = draftOfFile(file, media, newReferenceId, before.takes)
  tools.dispatch({ type: 'replace', draft })
  tools.prompt.current?.focus()
  const words = WORDS[tools.language]
  const names = missing.map(inWords)
  const advice = [
    ...(names.length > 0 ? [words.choose(names)] : []),
    ...notices.map((notice) => notice[tools.language]),
  ]
  notify({
    kind: advice.length > 0 ? 'problem' : 'done',
    message: names.length > 0 ? words.missing(names.length) : words.restored,
    ...(advice.length > 0 ? { advice: advice.join(' ') } : {}),
    ...(isEmpty(before) ? {} : { action: { label: words.undo, onPress: () => bringBack(before, tools) } }),
  })
}

function inWords({ name, fileName }: DraftReference): string {
  return fileName === undefined || fileName.startsWith(`${name}.`) ? name : `${name} (${fileName})`
}
