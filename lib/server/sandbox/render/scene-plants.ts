import 'server-only'
import type { SKRSContext2D } from '@napi-rs/canvas'
import type { Random } from '#lib/server/clock.ts'
import { mixColors } from './color.ts'
import { ridges } from './scene-land.ts'
import { noiseLine, strip, tracePath, type Ground, type Layer } from './scene-strip.ts'
import { smoothStep } from './storyboard.ts'

/* Meadows and woods. */

export function meadow(ground: Ground): Layer[] {
  const rolling = ridges(ground, { count: 3, rise: 0.15, octaves: 3, drop: 0.2, relief: 0.25 })
  return [...rolling, grass(ground, 0.78, 0.13, 0.75, 130), grass(ground, 0.87, 0.17, 1, 90)]
}

export function forest(ground: Ground): Layer[] {
  const green = {
    ...ground.palette,
    far: mixColors(ground.palette.far, '#4f7f78', 0.4),
    near: mixColors(ground.palette.near, '#04140e', 0.6),
  }
  const far = ridges(
    { ...ground, palette: green },
    { count: 2, rise: 0.2, octaves: 6, drop: 0.06, relief: 0 },
  )
  const rows = [0.3, 0.52, 0.76, 1].map((depth, index) =>
    treeLine({ ...ground, palette: green }, depth, [0.16, 0.25, 0.4, 0.62][index] ?? 0.3),
  )
  return [...far, ...rows]
}

/** `at` is where it grows, a share of the frame's height; `tall` a share of the unit. */
export function grass(ground: Ground, at: number, tall: number, depth: number, flowers = 0): Layer {
  const color = mixColors(ground.palette.near, ground.palette.far, 0.12 * (1 - depth))
  const layer = strip(ground, depth, ground.height * at - ground.unit * tall, (context, width, height) => {
    const root = ground.unit * tall
    const noise = noiseLine(ground.random, 2)
    const count = Math.round(width / (ground.unit * 0.0042))
    context.fillStyle = color
    context.fillRect(0, root * 1.06, width, height - root)
    for (let blade = 0; blade < count; blade += 1) {
      const x = (blade / count) * width + ground.random() * 8
      const long = root * (0.25 + 0.5 * noise(x / width) * 1.2) * (0.5 + ground.random())
      const lean = (ground.random() - 0.42) * long * 0.75
      const thick = ground.unit * 0.0022 * (0.7 + ground.random())
      context.beginPath()
      context.moveTo(x - thick, root * 1.1)
      context.quadraticCurveTo(x, root - long * 0.5, x + lean, root * 1.08 - long)
      context.quadraticCurveTo(x + thick, root - long * 0.4, x + thick, root * 1.1)
      context.fill()
    }
    if (flowers > 0) addFlowers(context, { width, root, count: flowers }, ground)
  })
  return { ...layer, sway: 0.035 * depth }
}

const PETALS = ['#ffd166', '#ff8fa8', '#f4f1ff', '#c79bff']

function addFlowers(
  context: SKRSContext2D,
  bed: { width: number; root: number; count: number },
  ground: Ground,
): void {
  for (let flower = 0; flower < bed.count; flower += 1) {
    const petal = PETALS[Math.floor(ground.random() ** 1.6 * PETALS.length)] ?? '#ffd166'
    const x = ground.random() * bed.width
    const y = bed.root * (0.55 + 0.6 * ground.random())
    const size = ground.unit * (0.0022 + 0.0034 * ground.random())
    // Lit like the land they stand in.
    context.fillStyle = mixColors(petal, ground.palette.far, 0.25)
    for (let leaf = 0; leaf < 5; leaf += 1) {
      const angle = (leaf / 5) * 2 * Math.PI + flower
      context.beginPath()
      context.ellipse(
        x + Math.cos(angle) * size,
        y + Math.sin(angle) * size * 0.7,
        size * 0.8,
        size * 0.6,
        0,
        0,
        7,
      )
      context.fill()
    }
  }
  context.fillStyle = ground.palette.near
}

function treeLine(ground: Ground, depth: number, tall: number): Layer {
  const full = ground.unit * tall
  const foot = ground.horizon + ground.height * (0.02 + 0.34 * depth ** 1.5)
  return strip(ground, depth, foot - full * 1.15, (context, width, height) => {
    const noise = noiseLine(ground.random, 3)
    const color = mixColors(ground.palette.far, ground.palette.near, 0.2 + 0.8 * depth)
    const fill = context.createLinearGradient(0, 0, 0, full * 1.7)
    fill.addColorStop(0.2, color)
    fill.addColorStop(1, mixColors(color, ground.palette.mist, 0.5 * (1 - depth)))
    context.fillStyle = fill
    const floor = (x: number) => full * (1.16 - 0.1 * noise((x / width) * 2 + 40))
    tracePath(context, width, height, floor)
    context.fill()
    const gap = full * (0.13 + 0.1 * depth)
    for (let x = 0; x < width; x += gap * (0.45 + ground.random() * 1.25)) {
      const size = full * (0.42 + 0.58 * ground.random()) * (0.62 + 0.5 * noise(x / width))
      // In the front row the middle stays open, for the view.
      const opening = depth > 0.9 ? smoothStep(Math.abs(x / width - 0.5) * 3.4 - 0.35) : 1
      if (opening > 0.08)
        conifer(context, x, floor(x) + full * 0.03, size * (0.35 + 0.65 * opening), ground.random)
    }
  })
}

function conifer(context: SKRSContext2D, x: number, foot: number, tall: number, random: Random): void {
  const tiers = Math.max(7, Math.round(tall / 14))
  const half = tall * (0.15 + 0.05 * random())
  context.beginPath()
  context.moveTo(x, foot - tall)
  for (const side of [1, -1]) {
    for (let step = 1; step <= tiers; step += 1) {
      const tier = side === 1 ? step : tiers - step + 1
      const reach = half * (tier / tiers) ** 0.9 * (0.72 + 0.5 * random())
      const y = foot - tall + (tall * 0.94 * tier) / tiers
      const inner = { x: x + side * reach * 0.42, y: y - tall * 0.012 }
      if (side === -1) context.lineTo(inner.x, inner.y)
      context.lineTo(x + side * reach, y + tall * 0.012)
      if (side === 1) context.lineTo(inner.x, inner.y)
    }
    if (side === 1) {
      context.lineTo(x + tall * 0.014, foot + 2)
      context.lineTo(x - tall * 0.014, foot + 2)
    }
  }
  context.fill()
}
