import 'server-only'
import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas'
import type { Random } from '#lib/server/clock.ts'
import { mixColors, withAlpha } from './color.ts'
import type { Palette } from './scene-palettes.ts'
import { smoothStep } from './storyboard.ts'

/*
 * Silhouettes in depth, each drawn once to a strip a little wider than the frame, so that the camera can pass by.
 */

export interface Layer {
  canvas: Canvas
  /** Where the strip's upper edge lies in the frame. */
  top: number
  /** 0 far … 1 near. */
  depth: number
  /** Grass and trees lean in the wind, as a share of the strip's height. */
  sway?: number
}

export const OVERSCAN = 1.22

interface Ground {
  width: number
  height: number
  horizon: number
  palette: Palette
  random: Random
}

export function mountains(ground: Ground): Layer[] {
  return ridges(ground, { count: 5, rise: 0.34, sharp: true, drop: 0.32 })
}

export function hills(ground: Ground): Layer[] {
  const rolling = ridges(ground, { count: 3, rise: 0.13, sharp: false, drop: 0.2 })
  return [...rolling, grass(ground, 0.78, 0.13, 0.75), grass(ground, 0.87, 0.17, 1)]
}

export function dunes(ground: Ground): Layer[] {
  const warm = { ...ground.palette, far: mixColors(ground.palette.far, '#e0a060', 0.5) }
  const near = mixColors(warm.near, '#5a3018', 0.45)
  return ridges({ ...ground, palette: { ...warm, near } }, { count: 4, rise: 0.15, sharp: false, drop: 0.34 })
}

export function forest(ground: Ground): Layer[] {
  const green = {
    ...ground.palette,
    far: mixColors(ground.palette.far, '#4f7f78', 0.4),
    near: mixColors(ground.palette.near, '#04140e', 0.6),
  }
  const far = ridges({ ...ground, palette: green }, { count: 2, rise: 0.2, sharp: true, drop: 0.06 })
  const rows = [0.3, 0.52, 0.76, 1].map((depth, index) =>
    treeLine({ ...ground, palette: green }, depth, [0.16, 0.25, 0.4, 0.62][index] ?? 0.3),
  )
  return [...far, ...rows]
}

export function skyline(ground: Ground): Layer[] {
  return [0.2, 0.5, 0.9].map((depth, index) =>
    strip(ground, depth, ground.horizon - ground.height * 0.46, (context, width, height) => {
      const color = mixColors(ground.palette.far, ground.palette.near, 0.25 + 0.75 * depth)
      const base = ground.height * 0.46
      const unit = ground.height * (0.045 + 0.05 * depth)
      for (let x = -unit; x < width;) {
        const wide = unit * (0.6 + ground.random() * 1.1)
        const reach = 0.35 + 0.65 * ground.random() ** 1.8
        const tall = ground.height * (0.36 - 0.08 * index) * reach + base * 0.1
        const foot = base + ground.height * (0.02 + 0.1 * index)
        tower(context, { x, y: foot - tall, width: wide, height: height - foot + tall }, color, ground, depth)
        x += wide * (0.86 + 0.3 * ground.random())
      }
    }),
  )
}

function ridges(
  ground: Ground,
  shape: { count: number; rise: number; sharp: boolean; drop: number },
): Layer[] {
  return Array.from({ length: shape.count }, (_, index) => {
    const depth = (index + 0.6) / shape.count
    const room = ground.height * shape.rise * (1.15 - 0.45 * depth)
    const base = ground.horizon + (ground.height * shape.drop * index) / shape.count
    const noise = noiseLine(ground.random, shape.sharp ? 6 : 3)
    return strip(ground, depth, base - room * 1.1, (context, width, height) => {
      const line = (x: number) => {
        const value = noise((x / width) * (shape.sharp ? 3.2 : 1.9) * (1.3 - 0.5 * depth))
        return room * 1.1 - room * (shape.sharp ? 1 - Math.abs(2 * value - 1) : value)
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
      context.lineWidth = Math.max(1, ground.height / 480)
      context.stroke()
    })
  })
}

function grass(ground: Ground, at: number, tall: number, depth: number): Layer {
  const color = mixColors(ground.palette.near, ground.palette.far, 0.12 * (1 - depth))
  const layer = strip(ground, depth, ground.height * (at - tall), (context, width, height) => {
    const root = ground.height * tall
    const noise = noiseLine(ground.random, 2)
    const count = Math.round(width / (ground.height * 0.0042))
    context.fillStyle = color
    context.fillRect(0, root * 1.06, width, height - root)
    for (let blade = 0; blade < count; blade += 1) {
      const x = (blade / count) * width + ground.random() * 8
      const long = root * (0.25 + 0.5 * noise(x / width) * 1.2) * (0.5 + ground.random())
      const lean = (ground.random() - 0.42) * long * 0.75
      const thick = ground.height * 0.0022 * (0.7 + ground.random())
      context.beginPath()
      context.moveTo(x - thick, root * 1.1)
      context.quadraticCurveTo(x, root - long * 0.5, x + lean, root * 1.08 - long)
      context.quadraticCurveTo(x + thick, root - long * 0.4, x + thick, root * 1.1)
      context.fill()
    }
  })
  return { ...layer, sway: 0.035 * depth }
}

function treeLine(ground: Ground, depth: number, tall: number): Layer {
  const full = ground.height * tall
  const foot = ground.horizon + ground.height * (0.02 + 0.34 * depth ** 1.5)
  const layer = strip(ground, depth, foot - full * 1.15, (context, width, height) => {
    const noise = noiseLine(ground.random, 3)
    const color = mixColors(ground.palette.far, ground.palette.near, 0.2 + 0.8 * depth)
    const fill = context.createLinearGradient(0, 0, 0, full * 1.7)
    fill.addColorStop(0.2, color)
    fill.addColorStop(1, mixColors(color, ground.palette.mist, 0.5 * (1 - depth)))
    context.fillStyle = fill
    context.fillRect(0, full * 1.12, width, height)
    const gap = full * (0.13 + 0.1 * depth)
    for (let x = 0; x < width; x += gap * (0.45 + ground.random() * 1.25)) {
      const size = full * (0.42 + 0.58 * ground.random()) * (0.62 + 0.5 * noise(x / width))
      // In the front row the middle stays open, for the view.
      const opening = depth > 0.9 ? smoothStep(Math.abs(x / width - 0.5) * 3.4 - 0.35) : 1
      if (opening > 0.08) conifer(context, x, full * 1.16, size * (0.35 + 0.65 * opening), ground.random)
    }
  })
  return { ...layer, sway: 0.006 * depth }
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

function tower(
  context: SKRSContext2D,
  box: { x: number; y: number; width: number; height: number },
  color: string,
  ground: Ground,
  depth: number,
): void {
  const { random } = ground
  const fill = context.createLinearGradient(0, box.y, 0, box.y + box.height)
  fill.addColorStop(0, color)
  fill.addColorStop(1, mixColors(color, ground.palette.mist, 0.45 * (1 - depth)))
  context.fillStyle = fill
  context.fillRect(box.x, box.y, box.width, box.height)
  if (random() < 0.3)
    context.fillRect(
      box.x + box.width * 0.48,
      box.y - box.width * 0.6,
      Math.max(1, box.width * 0.04),
      box.width,
    )
  const cell = ground.height * (0.007 + 0.009 * depth)
  const lit = 0.1 + random() * 0.32
  const lamps = ['#ffd08a', '#ffe6bd', '#ffb45e', ground.palette.particle]
  for (let y = box.y + cell; y < box.y + box.height - cell; y += cell * 1.9) {
    for (let x = box.x + cell * 0.7; x < box.x + box.width - cell; x += cell * 1.6) {
      if (random() > lit) continue
      const lamp = lamps[Math.floor(random() * lamps.length)] ?? '#ffd08a'
      context.fillStyle = withAlpha(lamp, (0.3 + 0.6 * random()) * (0.45 + 0.5 * depth))
      context.fillRect(x, y, cell * 0.8, cell * 0.95)
    }
  }
}

function strip(
  ground: Ground,
  depth: number,
  top: number,
  draw: (context: SKRSContext2D, width: number, height: number) => void,
): Layer {
  const width = Math.ceil(ground.width * OVERSCAN)
  const height = Math.ceil(ground.height * 1.02 - top)
  const canvas = createCanvas(width, Math.max(2, height))
  draw(canvas.getContext('2d'), width, height)
  return { canvas, top, depth }
}

function tracePath(context: SKRSContext2D, width: number, height: number, line: (x: number) => number): void {
  context.beginPath()
  context.moveTo(-4, height + 4)
  for (let x = -4; x <= width + 4; x += 3) context.lineTo(x, line(x))
  context.lineTo(width + 4, height + 4)
}

/** Smooth noise over one coordinate, 0 … 1, the sum of octaves. */
export function noiseLine(random: Random, octaves: number): (x: number) => number {
  const lattice = Array.from({ length: 256 }, () => random())
  const at = (index: number) => lattice[((index % 256) + 256) % 256] ?? 0
  const single = (x: number) => {
    const cell = Math.floor(x)
    return at(cell) + (at(cell + 1) - at(cell)) * smoothStep(x - cell)
  }
  return (x) => {
    let sum = 0
    let weight = 0
    for (let octave = 0; octave < octaves; octave += 1) {
      const gain = 0.47 ** octave
      sum += gain * single(x * 2.03 ** octave + octave * 37.1)
      weight += gain
    }
    return sum / weight
  }
}
