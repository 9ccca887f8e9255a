import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Recipe } from '#lib/generation/generation.ts'
import { plainText } from '#lib/prompt/mentions.ts'
import { openDatabase } from '#lib/server/database/database.ts'
import { createDiskStore } from '#lib/server/media/disk.ts'
import { createInspector } from '#lib/server/media/inspector.ts'
import { createScratch } from '#lib/server/media/scratch.ts'
import { insertManyClips } from '#lib/server/testing/many-clips.ts'
import {
  makeNumberedClip,
  NUMBER_BITS,
  NUMBER_ROW,
  type NumberedClip,
} from '#lib/server/testing/numbered-clip.ts'
import { keepClipFile } from '#lib/server/testing/real-clips.ts'

/** A take whose every frame shows its number. */
export interface NumberedTake extends NumberedClip {
  recipe: Recipe
}

/** Finished takes of one shot in a studio that is running; answers with their ids. `name` stands in these. */
export async function seedNumberedTakes(
  dataDir: string,
  name: string,
  takes: readonly NumberedTake[],
): Promise<string[]> {
  const scratch = createScratch(join(dataDir, 'scratch'))
  const rooms = { scratch, blobs: createDiskStore({ directory: join(dataDir, 'blobs'), scratch }) }
  const inspector = createInspector()
  const database = await openDatabase({ path: join(dataDir, 'seedreel.sqlite') })
  const now = Date.now()
  try {
    const files = []
    for (const [index, take] of takes.entries()) {
      const file = scratch.file('.mp4')
      await makeNumberedClip(file.path, take)
      const id = `med_${name}file${index}`
      files.push(await keepClipFile({ ...rooms, inspector }, file.path, { id, fileName: `${name}.mp4`, now }))
    }
    const ids = takes.map((_, index) => `gen_${name}${String(index).padStart(7, '0')}`)
    const wish = { count: takes.length, newestAt: now, authorId: 'user_seeded', name, isMeasured: true }
    await insertManyClips(database, { ...wish, files, seed: NONE_FAILED })
    for (const [index, { recipe }] of takes.entries())
      await database.db
        .updateTable('generations')
        .set({
          recipe: JSON.stringify(recipe),
          prompt_text: plainText(recipe.prompt, recipe.references),
          model: recipe.model,
          mode: 'reference_images',
          seed: recipe.settings.seed ?? null,
          shot_id: `sht_${name}0000000`,
          take: index + 1,
          pick: null,
        })
        .where('id', '=', ids[index] ?? '')
        .execute()
    return ids
  } finally {
    inspector.close()
    await database.close()
  }
}

/** Of insertManyClips: with this one the first few are all clips. */
const NONE_FAILED = 1

/**
 * Reads the number in each of the pictures, with every refresh of the screen for as long as `until` selects nothing; once where it is absent.
 */
export function readNumbers(page: Page, pictures: string, until?: string): Promise<number[][]> {
  return page.evaluate(
    async ({ selector, end, bits, row }) => {
      const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
      if (!context) throw new Error('no canvas')
      context.canvas.width = bits
      context.canvas.height = 1
      const numberIn = (picture: HTMLCanvasElement) => {
        // A stretch in the middle of the row of blocks, scaled to a pixel for each.
        const { width, height } = picture
        context.imageSmoothingEnabled = false
        context.drawImage(picture, 0, Math.round(height * row), width, 1, 0, 0, bits, 1)
        const { data } = context.getImageData(0, 0, bits, 1)
        return Array.from({ length: bits }, (_, block) => ((data[block * 4] ?? 0) > 127 ? 1 : 0)).reduce(
          (number: number, bit) => number * 2 + bit,
          0,
        )
      }
      const canvases = [...document.querySelectorAll<HTMLCanvasElement>(selector)]
      const seen: number[][] = []
      for (;;) {
        seen.push(canvases.map(numberIn))
        if (end === undefined || document.querySelector(end)) return seen
        await new Promise((resolve) => requestAnimationFrame(resolve))
      }
    },
    { selector: pictures, end: until, bits: NUMBER_BITS, row: NUMBER_ROW },
  )
}
