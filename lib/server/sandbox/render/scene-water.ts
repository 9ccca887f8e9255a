import 'server-only'
import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas'
import type { Random } from '#lib/server/clock.ts'
import { mixColors, withAlpha } from './color.ts'
import type { Palette } from './scene-palettes.ts'

/* A sea with the sun's path on it. The surface is a still gradient; thousands of short strokes make it move. */

const GLINTS = 420
const SWELLS = 260

interface Stroke {
  /** 0 horizon … 1 lower edge; rows crowd towards the horizon as perspective wants it. */
  row: number
  x: number
  phase: number
  pace: number
}

export class Water {
  readonly #area: { width: number; height: number; horizon: number }
  readonly #palette: Palette
  readonly #surface: Canvas
  readonly #glints: Stroke[]
  readonly #swells: Stroke[]

  constructor(area: { width: number; height: number; horizon: number }, palette: Palette, random: Random) {
    this.#area = area
    this.#palette = palette
    this.#surface = makeSurface(area, palette)
    const stroke = (spread: () => number) => ({
      row: random() ** 1.7,
      x: spread(),
      phase: random() * 2 * Math.PI,
      pace: 0.6 + 0.9 * random(),
    })
    this.#glints = Array.from({ length: GLINTS }, () =>
      stroke(() => (random() + random() + random()) / 1.5 - 1),
    )
    this.#swells = Array.from({ length: SWELLS }, () => stroke(() => random() * 2.4 - 1.2))
  }

  /** `sunX` in pixels: the path of light runs from there to the viewer. */
  paint(context: SKRSContext2D, seconds: number, sunX: number): void {
    const { width, height, horizon } = this.#area
    const depth = height - horizon
    context.drawImage(this.#surface, 0, horizon)
    const dark = mixColors(this.#palette.near, this.#palette.sky[0], 0.4)
    for (const [index, swell] of this.#swells.entries()) {
      const y = horizon + depth * swell.row
      const long = width * (0.03 + 0.2 * swell.row)
      const x =
        width * (0.5 + 0.55 * swell.x) + Math.sin(seconds * 0.35 * swell.pace + swell.phase) * long * 0.35
      const light = Math.sin(seconds * 0.9 * swell.pace + swell.phase * 2)
      context.fillStyle =
        index % 3 === 0
          ? withAlpha(this.#palette.sky[2], 0.1 + 0.07 * light)
          : withAlpha(dark, 0.17 + 0.1 * light)
      lens(
        context,
        x,
        y + Math.sin(seconds * swell.pace + swell.phase) * depth * 0.006,
        long,
        depth * (0.002 + 0.016 * swell.row),
      )
    }
    context.globalCompositeOperation = 'screen'
    for (const glint of this.#glints) {
      const spark = Math.max(0, Math.sin(seconds * 2.3 * glint.pace + glint.phase))
      if (spark < 0.05) continue
      const spread = width * (0.035 + 0.2 * glint.row)
      const x = sunX + spread * glint.x + Math.sin(seconds * 0.8 + glint.phase) * spread * 0.05
      const strength = spark ** 1.6 * (0.9 - 0.5 * glint.row) * (1 - 0.55 * Math.abs(glint.x))
      context.fillStyle = withAlpha(spark > 0.75 ? this.#palette.core : this.#palette.glow, strength)
      lens(
        context,
        x,
        horizon + depth * glint.row,
        width * (0.006 + 0.035 * glint.row),
        depth * (0.003 + 0.011 * glint.row),
      )
    }
    context.globalCompositeOperation = 'source-over'
  }
}

/** A stroke that thins out at both ends. */
function lens(context: SKRSContext2D, x: number, y: number, long: number, thick: number): void {
  context.beginPath()
  context.moveTo(x - long / 2, y)
  context.quadraticCurveTo(x, y - thick, x + long / 2, y)
  context.quadraticCurveTo(x, y + thick, x - long / 2, y)
  context.fill()
}

function makeSurface(area: { width: number; height: number; horizon: number }, palette: Palette): Canvas {
  const surface = createCanvas(area.width, Math.ceil(area.height - area.horizon) + 1)
  const context = surface.getContext('2d')
  const fill = context.createLinearGradient(0, 0, 0, surface.height)
  fill.addColorStop(0, mixColors(palette.sky[3], palette.sky[1], 0.35))
  fill.addColorStop(0.16, mixColors(palette.sky[2], palette.sky[0], 0.45))
  fill.addColorStop(0.55, mixColors(palette.sky[1], palette.sky[0], 0.6))
  fill.addColorStop(1, mixColors(palette.sky[0], palette.near, 0.55))
  context.fillStyle = fill
  context.fillRect(0, 0, surface.width, surface.height)
  return surface
}
