import 'server-only'
import type { SKRSContext2D } from '@napi-rs/canvas'
import { mixColors, withAlpha } from './color.ts'
import { strip, type Ground, type Layer } from './scene-strip.ts'

/* Three rows of towers, the glow of streets between them, lit windows and a few signs. */

const LAMPS = ['#ffd08a', '#ffe6bd', '#ffb45e', '#ffdca6']
const SIGNS = ['#ff4f9a', '#4fe3ff', '#ffb347', '#a06bff']

interface Box {
  x: number
  y: number
  width: number
  height: number
}

export function skyline(ground: Ground): Layer[] {
  return [0.2, 0.5, 0.9].map((depth, row) => {
    const room = ground.unit * 0.6
    const foot = ground.horizon + (ground.height - ground.horizon) * (0.08 + 0.3 * row)
    return strip(ground, depth, foot - room, (context, width, height) => {
      const color = mixColors(ground.palette.far, ground.palette.near, 0.25 + 0.7 * depth)
      const wide = ground.unit * (0.05 + 0.045 * depth)
      for (let x = -wide; x < width;) {
        const across = wide * (0.55 + ground.random() * 0.9)
        const tall = ground.unit * (0.5 - 0.13 * row) * (0.3 + 0.7 * ground.random() ** 1.7)
        tower(
          context,
          { x, y: room - tall, width: across, height: height - room + tall },
          color,
          ground,
          depth,
        )
        x += across * (0.9 + 0.35 * ground.random())
      }
      addStreetGlow(context, width, room, ground, depth)
    })
  })
}

function tower(context: SKRSContext2D, box: Box, color: string, ground: Ground, depth: number): void {
  const { random } = ground
  const fill = context.createLinearGradient(0, box.y, 0, box.y + ground.unit * 0.5)
  fill.addColorStop(0, color)
  fill.addColorStop(1, mixColors(color, ground.palette.mist, 0.4 * (1 - depth)))
  context.fillStyle = fill
  context.fillRect(box.x, box.y, box.width, box.height)
  const roof = random()
  if (roof < 0.4)
    context.fillRect(box.x + box.width * 0.2, box.y - box.width * 0.16, box.width * 0.5, box.width * 0.2)
  if (roof < 0.2)
    context.fillRect(
      box.x + box.width * 0.44,
      box.y - box.width * 0.7,
      Math.max(1, box.width * 0.03),
      box.width,
    )
  // The edge that faces the glow.
  context.fillStyle = withAlpha(ground.palette.glow, 0.16 * (1 - 0.5 * depth))
  context.fillRect(box.x, box.y, Math.max(1, ground.unit * 0.0016), box.height)
  addWindows(context, box, ground, depth)
  if (depth > 0.3 && random() < 0.3) addSign(context, box, ground, depth)
}

function addWindows(context: SKRSContext2D, box: Box, ground: Ground, depth: number): void {
  const { random } = ground
  const cell = ground.unit * (0.0058 + 0.0052 * depth)
  const lit = 0.12 + random() * 0.4
  const bottom = Math.min(box.y + box.height - cell, box.y + ground.unit * 0.62)
  for (let y = box.y + cell * 1.4; y < bottom; y += cell * 1.9) {
    // Offices light up by the floor.
    const floor = random() < 0.15 ? 0.85 : lit * (0.4 + random())
    for (let x = box.x + cell; x < box.x + box.width - cell * 1.4; x += cell * 1.45) {
      if (random() > floor) continue
      const lamp = LAMPS[Math.floor(random() * LAMPS.length)] ?? '#ffd08a'
      context.fillStyle = withAlpha(lamp, (0.25 + 0.6 * random()) * (0.4 + 0.45 * depth))
      context.fillRect(x, y, cell * 0.8, cell)
    }
  }
}

function addSign(context: SKRSContext2D, box: Box, ground: Ground, depth: number): void {
  const color = SIGNS[Math.floor(ground.random() * SIGNS.length)] ?? '#ff4f9a'
  const width = ground.unit * 0.012 * (0.6 + depth)
  const height = width * (4 + 4 * ground.random())
  const x = box.x + box.width * (ground.random() < 0.5 ? 0.08 : 0.82)
  const y = box.y + ground.unit * (0.05 + 0.06 * ground.random())
  context.shadowColor = color
  context.shadowBlur = width * 2.4
  context.fillStyle = withAlpha(color, 0.9)
  context.beginPath()
  context.roundRect(x, y, width, height, width * 0.3)
  context.fill()
  context.shadowColor = 'transparent'
  context.shadowBlur = 0
  context.fillStyle = 'rgba(255, 255, 255, 0.75)'
  for (let mark = 0.5; mark * width * 1.1 < height - width * 0.6; mark += 1) {
    context.fillRect(x + width * 0.26, y + mark * width * 1.1, width * 0.48, width * 0.42)
  }
}

function addStreetGlow(
  context: SKRSContext2D,
  width: number,
  room: number,
  ground: Ground,
  depth: number,
): void {
  const reach = ground.unit * 0.2
  const glow = context.createLinearGradient(0, room - reach, 0, room + reach)
  glow.addColorStop(0, withAlpha(ground.palette.glow, 0))
  glow.addColorStop(0.7, withAlpha(ground.palette.glow, 0.2 * (1 - 0.6 * depth)))
  glow.addColorStop(1, withAlpha(ground.palette.glow, 0))
  context.globalCompositeOperation = 'source-atop'
  context.fillStyle = glow
  context.fillRect(0, room - reach, width, 2 * reach)
  context.globalCompositeOperation = 'source-over'
}
