import type { ComparedTake } from '#lib/api/comparison.ts'
import type { Recipe } from '#lib/generation/generation.ts'
import {
  compareReferences,
  differingFields,
  RECIPE_FIELDS,
  recipeValues,
  type RecipeField,
  type RecipeValues,
  type ReferenceRow,
} from '#lib/generation/recipe-difference.ts'
import { plainText } from '#lib/prompt/mentions.ts'

interface ComparedRecipes {
  recipes: Recipe[]
  values: RecipeValues[]
  /** Those that at least one of them has. */
  fields: RecipeField[]
  differing: RecipeField[]
  isPromptSame: boolean
  references: ReferenceRow[]
}

export function comparedRecipes(takes: readonly ComparedTake[]): ComparedRecipes {
  const recipes = takes.map(({ generation }) => generation.recipe)
  const values = takes.map(({ generation }) => recipeValues(generation))
  const prompts = recipes.map(({ prompt, references }) => plainText(prompt, references))
  return {
    recipes,
    values,
    fields: RECIPE_FIELDS.filter((field) => values.some((value) => value[field] !== undefined)),
    differing: differingFields(values),
    isPromptSame: prompts.every((prompt) => prompt === prompts[0]),
    references: compareReferences(recipes),
  }
}
