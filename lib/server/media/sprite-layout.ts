import 'server-only'
import * as z from 'zod/mini'

const layoutSchema = z.object({
  columns: z.number(),
  rows: z.number(),
  /** Pixels. */
  tileWidth: z.number(),
  tileHeight: z.number(),
})
export type SpriteLayout = z.output<typeof layoutSchema>

/** `media.sprite_layout` as it is kept: how the tiles of the sheet lie. */
export function readSpriteLayout(json: string): SpriteLayout {
  return z.parse(layoutSchema, JSON.parse(json))
}
