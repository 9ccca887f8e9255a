import 'server-only'
import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas'
import type { Random } from '#lib/server/clock.ts'
import { mixColors, withAlpha } from './color.ts'
import { OVERSCAN } from './scene-strip.ts'
import type { Palette } from './scene-palettes.ts'

/* Sky, stars, sun or moon, clouds and planets: drawn once each. */

interface Area {
  width: number
  height: number
  horizon: number
}

export function makeSky(area: Area, palette: Palette): Canvas {
  const sky = createCanvas(area.width, area.height)
  const context = sky.getContext('2d')
  const fill = context.createLinearGradient(0, 0, 0, area.horizon * 1.06)
  for (const [index, color] of palette.sky.entries()) fill.addColorStop([0, 0.42, 0.78, 1][index] ?? 1, color)
  context.fillStyle = fill
  context.fillRect(0, 0, area.width, area.height)
  return sky
}

export interface Star {
  x: number
  y: number
  size: number
  phase: number
}

export function makeStars(random: Random, share: number): Star[] {
  return Array.from({ length: Math.round(190 * share) }, () => ({
    x: random(),
    y: random() ** 1.3,
    size: 0.35 + random() ** 5 * 1.6,
    phase: random() * 2 * Math.PI,
  }))
}

export function paintStars(
  context: SKRSContext2D,
  stars: readonly Star[],
  area: Area,
  seconds: number,
): void {
  context.fillStyle = '#f4f7ff'
  for (const star of stars) {
    const y = star.y * area.horizon
    const fadeToHorizon = 1 - star.y ** 1.5
    context.globalAlpha = (0.55 + 0.4 * Math.sin(seconds * 1.6 + star.phase)) * fadeToHorizon
    const radius = (area.height / 900) * star.size * 1.5
    context.beginPath()
    context.arc(star.x * area.width, y, radius, 0, 2 * Math.PI)
    context.fill()
  }
  context.globalAlpha = 1
}

/** Disc and halo in one sprite, to be drawn with `screen`; `discShare` is the disc's part of it. */
export function makeSun(palette: Palette, side: number, discShare: number): Canvas {
  const sprite = createCanvas(side, side)
  const context = sprite.getContext('2d')
  const half = side / 2
  const halo = context.createRadialGradient(half, half, 0, half, half, half)
  for (const [part, alpha] of [
    [0, 0.95],
    [0.08, 0.6],
    [0.2, 0.34],
    [0.42, 0.14],
    [0.7, 0.04],
    [1, 0],
  ] as const) {
    halo.addColorStop(part, withAlpha(palette.glow, alpha))
  }
  context.fillStyle = halo
  context.fillRect(0, 0, side, side)
  const radius = half * discShare
  const disc = context.createRadialGradient(half, half, 0, half, half, radius * 1.12)
  disc.addColorStop(0, palette.core)
  disc.addColorStop(0.82, palette.core)
  disc.addColorStop(1, withAlpha(palette.core, 0))
  context.fillStyle = disc
  context.fillRect(half - radius * 1.2, half - radius * 1.2, radius * 2.4, radius * 2.4)
  return sprite
}

/** Long soft banks of cloud, lit from below. Painted at a third of the size: clouds have no edges to lose. */
export function makeClouds(area: Area, palette: Palette, random: Random, low: boolean): Canvas {
  const width = Math.ceil((area.width * OVERSCAN * 1.15) / 3)
  const height = Math.ceil(area.horizon / 3)
  const clouds = createCanvas(width, height)
  const context = clouds.getContext('2d')
  const banks = low ? 9 : 6
  for (let bank = 0; bank < banks; bank += 1) {
    const center = { x: random() * width, y: height * (low ? 0.55 + 0.4 * random() : 0.12 + 0.45 * random()) }
    const reach = width * (0.08 + 0.16 * random())
    for (let puff = 0; puff < 26; puff += 1) {
      const side = (random() + random() - 1) * reach
      const size = height * (0.07 + 0.15 * random()) * (1 - Math.abs(side / reach) * 0.7)
      const y = center.y + (random() - 0.5) * height * 0.07
      const color = random() < 0.4 ? mixColors(palette.mist, palette.core, 0.55) : palette.mist
      paintPuff(context, center.x + side, y, size, color, low ? 0.13 : 0.085)
    }
  }
  return enlarged(clouds, 3)
}

/** Once, so that no frame has to resample it. */
function enlarged(picture: Canvas, times: number): Canvas {
  const large = createCanvas(picture.width * times, picture.height * times)
  large.getContext('2d').drawImage(picture, 0, 0, large.width, large.height)
  return large
}

function paintPuff(
  context: SKRSContext2D,
  x: number,
  y: number,
  size: number,
  color: string,
  alpha: number,
): void {
  context.save()
  context.translate(x, y)
  context.scale(2.6, 0.62)
  const puff = context.createRadialGradient(0, 0, 0, 0, 0, size)
  puff.addColorStop(0, withAlpha(color, alpha))
  puff.addColorStop(0.5, withAlpha(color, alpha * 0.55))
  puff.addColorStop(1, withAlpha(color, 0))
  context.fillStyle = puff
  context.fillRect(-size, -size, 2 * size, 2 * size)
  context.restore()
}

/** Coloured gas for space: large puffs of two hues. */
export function makeNebula(area: Area, random: Random): Canvas {
  const nebula = createCanvas(Math.ceil((area.width * OVERSCAN) / 3), Math.ceil((area.height * OVERSCAN) / 3))
  const context = nebula.getContext('2d')
  const hues = random() < 0.5 ? ['#3b6dff', '#b04cff', '#ff6fae'] : ['#1fb8c9', '#4a6bff', '#ffb27a']
  const tilt = (random() - 0.5) * 0.9
  for (let puff = 0; puff < 90; puff += 1) {
    const along = random()
    const across = (random() + random() - 1) * 0.34
    const x = nebula.width * along
    const y = nebula.height * (0.42 + (along - 0.5) * tilt + across)
    paintPuff(context, x, y, nebula.height * (0.1 + 0.16 * random()), hues[puff % 3] ?? '#3b6dff', 0.075)
  }
  return nebula
}

/** The lit limb of a planet that fills the lower edge. */
export function makePlanet(area: Area, palette: Palette): Canvas {
  const planet = createCanvas(Math.ceil(area.width * OVERSCAN), area.height)
  const context = planet.getContext('2d')
  const radius = Math.max(area.width, area.height) * 1.25
  const center = { x: planet.width * 0.5, y: area.height * 0.7 + radius }
  const air = context.createRadialGradient(
    center.x,
    center.y,
    radius * 0.985,
    center.x,
    center.y,
    radius * 1.07,
  )
  air.addColorStop(0, withAlpha(palette.core, 0.95))
  air.addColorStop(0.18, withAlpha(palette.glow, 0.75))
  air.addColorStop(0.5, withAlpha('#4a7dff', 0.25))
  air.addColorStop(1, withAlpha('#4a7dff', 0))
  context.fillStyle = air
  context.fillRect(0, 0, planet.width, planet.height)
  const body = context.createRadialGradient(
    center.x,
    center.y - radius * 0.2,
    radius * 0.5,
    center.x,
    center.y,
    radius,
  )
  body.addColorStop(0, '#02040a')
  body.addColorStop(0.82, '#071022')
  body.addColorStop(1, '#1c3560')
  context.fillStyle = body
  context.beginPath()
  context.arc(center.x, center.y, radius, 0, 2 * Math.PI)
  context.fill()
  return planet
}
