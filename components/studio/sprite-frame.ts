/** Where a moment of a clip is found in its sprite, and how that fills a place of 16:9. Pure. */
export interface SpriteLayout {
  columns: number
  rows: number
  tileWidth: number
  tileHeight: number
}

/** The shape of the place on a card. */
const STAGE = 16 / 9
/** 480p is 864×496, 2 % from 16:9: bars that thin look like a mistake, and so little is lost without them. */
const NEARLY = 0.03

export function fillsStage({ width, height }: { width: number; height: number }): boolean {
  return Math.abs(width / height / STAGE - 1) < NEARLY
}

/** `part` of the clip's length, 0 to 1. */
export function tileOf(part: number, { columns, rows }: SpriteLayout): number {
  return Math.min(columns * rows - 1, Math.floor(part * columns * rows))
}

/** As CSS has it: the tile in a box of `aspectRatio` that is as wide or as high as its place. */
export function tileStyle(
  tile: number,
  { columns, rows, tileWidth, tileHeight }: SpriteLayout,
): {
  aspectRatio: string
  width: string
  height: string
  backgroundSize: string
  backgroundPosition: string
} {
  const isWide = tileWidth / tileHeight > STAGE
  const fillsWidth = isWide !== fillsStage({ width: tileWidth, height: tileHeight })
  return {
    aspectRatio: String(tileWidth / tileHeight),
    width: fillsWidth ? '100%' : 'auto',
    height: fillsWidth ? 'auto' : '100%',
    backgroundSize: `${columns * 100}% ${rows * 100}%`,
    backgroundPosition: `${percent(tile % columns, columns)} ${percent(Math.floor(tile / columns), rows)}`,
  }
}

function percent(index: number, count: number): string {
  return count > 1 ? `${(index / (count - 1)) * 100}%` : '0%'
}
