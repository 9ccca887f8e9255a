import 'server-only'
import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas'
import type { Random } from '#lib/server/clock.ts'
import type { Palette } from './scene-palettes.ts'
import { smoothStep } from './storyboard.ts'

/*
 * Layers in depth, each drawn once to a strip a little wider than the frame, so that the camera can pass by.
 */

export interface Layer {
  canvas: Canvas
  /** Where the strip's upper edge lies in the frame. */
  top: number
  /** 0 far … 1 near. */
  depth: number
  /** Grass leans in the wind, as a share of the strip's height. */
  sway?: number
}

export const OVERSCAN = 1.22

export interface Ground {
  width: number
  height: number
  horizon: number
  /** The height of a 16:9 frame of the same area, so that things keep their size in tall frames. */
  unit: number
  palette: Palette
  random: Random
}

export function strip(
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

export function tracePath(
  context: SKRSContext2D,
  width: number,
  height: number,
  line: (x: number) => number,
): void {
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
