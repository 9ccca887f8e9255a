import 'server-only'
import type { SKRSContext2D } from '@napi-rs/canvas'
import { mixColors, withAlpha } from './color.ts'
import { noiseLine, strip, tracePath, type Ground, type Layer } from './scene-strip.ts'
import { smoothStep } from './storyboard.ts'

/* Mountains, dunes and coasts: noise lines, lit from one side, paler with distance. */

interface RidgeShape {
  count: number
  /** Share of the unit that a crest rises. */
  rise: number
  /** Few for sand and hills, many for rock. */
  octaves: number
  /** Share of the frame's height between the first and the last ridge. */
  drop: number
  /** How dark the far side of a slope is, 0 … 1. For sand and grass; rock is too steep for it. */
  relief: number
}

export function mountains(ground: Ground): Layer[] {
  return ridges(ground, { count: 5, rise: 0.36, octaves: 6, drop: 0.32, relief: 0 })
}

export function dunes(ground: Ground): Layer[] {
  const far = mixColors(ground.palette.far, '#f0a868', 0.6)
  const near = mixColors(ground.palette.near, '#6b3416', 0.55)
  const mist = mixColors(ground.palette.mist, '#ffc890', 0.5)
  const sand = { ...ground, palette: { ...ground.palette, far, near, mist } }
  return ridges(sand, { count: 4, rise: 0.24, octaves: 2, drop: 0.3, relief: 0.75 })
}

/** Two headlands that leave the view of the sea between them. */
export function coast(ground: Ground): Layer[] {
  return [0.08, 0.22].map((depth, index) => {
    const room = ground.unit * (0.13 + 0.05 * index)
    const noise = noiseLine(ground.random, 5)
    const side = index === 0 ? 1 : -1
    return strip(ground, depth, ground.horizon - room, (context, width) => {
      const line = (x: number) => {
        const inward = side > 0 ? 1 - x / width : x / width
        const slope = smoothStep((0.34 - 0.1 * index - inward) / 0.3)
        return room - room * slope * (0.25 + 0.9 * noise((x / width) * 4))
      }
      tracePath(context, width, room + ground.unit * 0.003, line)
      const haze = 0.55 - 0.3 * index
      context.fillStyle = mixColors(
        mixColors(ground.palette.far, ground.palette.near, 0.35),
        ground.palette.mist,
        haze,
      )
      context.fill()
      // The strip reaches down over the water: only what stands above the horizon may stay.
      context.clearRect(0, room + 1, width, ground.height)
    })
  })
}

export function ridges(ground: Ground, shape: RidgeShape): Layer[] {
  const sunSide = ground.random() < 0.5 ? 1 : -1
  return Array.from({ length: shape.count }, (_, index) => {
    const depth = (index + 0.6) / shape.count
    const room = ground.unit * shape.rise * (1.15 - 0.45 * depth)
    const base = ground.horizon + (ground.height * shape.drop * index) / shape.count
    const noise = noiseLine(ground.random, shape.octaves)
    const isRock = shape.octaves > 4
    return strip(ground, depth, base - room * 1.1, (context, width, height) => {
      const stretch = (width / ground.unit / 2.17) * (isRock ? 3.2 : 1.9) * (1.3 - 0.5 * depth)
      const line = (x: number) => {
        const value = noise((x / width) * stretch)
        return room * 1.1 - room * (isRock ? 1 - Math.abs(2 * value - 1) : value)
      }
      const color = mixColors(ground.palette.far, ground.palette.near, depth ** 1.1)
      const haze = mixColors(color, ground.palette.mist, 0.62 * (1 - depth))
      const fill = context.createLinearGradient(0, 0, 0, room * 2.2)
      fill.addColorStop(0.1, color)
      fill.addColorStop(1, haze)
      tracePath(context, width, height, line)
      context.fillStyle = fill
      context.fill()
      context.strokeStyle = withAlpha(ground.palette.glow, 0.32 * (1 - depth * 0.6))
      context.lineWidth = Math.max(1, ground.unit / 480)
      context.stroke()
      if (shape.relief > 0) addRelief(context, { width, room, line, sunSide, relief: shape.relief, ground })
    })
  })
}

/** Darkens the slopes that fall away from the sun, column by column, fading downhill. */
function addRelief(
  context: SKRSContext2D,
  slope: {
    width: number
    room: number
    line: (x: number) => number
    sunSide: number
    relief: number
    ground: Ground
  },
): void {
  const column = 2
  const reach = slope.ground.unit * 0.05
  context.globalCompositeOperation = 'source-atop'
  for (let x = 0; x < slope.width; x += column) {
    const fall = ((slope.line(x + reach) - slope.line(x - reach)) / (2 * reach)) * slope.sunSide
    const dark = slope.relief * smoothStep(fall * 2.4)
    const lit = slope.relief * 0.5 * smoothStep(-fall * 2)
    if (dark < 0.01 && lit < 0.01) continue
    const top = slope.line(x)
    const depth = slope.room * 0.7
    const shade = context.createLinearGradient(0, top, 0, top + depth)
    const color = dark > lit ? slope.ground.palette.near : slope.ground.palette.glow
    const strength = Math.max(dark, lit)
    shade.addColorStop(0, withAlpha(color, strength))
    shade.addColorStop(0.5, withAlpha(color, strength * 0.45))
    shade.addColorStop(1, withAlpha(color, 0))
    context.fillStyle = shade
    context.fillRect(x, top - 2, column, depth + 2)
  }
  context.globalCompositeOperation = 'source-over'
}
