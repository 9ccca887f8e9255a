import 'server-only'
import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas'
import { familiesFor } from './caption-fonts.ts'
import { withAlpha } from './color.ts'
import { Dust } from './dust.ts'
import type { Palette } from './scene-palettes.ts'
import { seededRandom } from './seeded-random.ts'
import { smoothStep } from './storyboard.ts'

/*
 * What lies over every picture: a wandering light, dust in it, vignette, grain, and the two marks. Where the clip has to
 * meet a given first or last frame, all of it is gone at that frame.
 */

const GRAIN_TILE = 512
/** 0 … 255; more is seen as noise and doubles the file. */
const GRAIN_ALPHA = 9
const MEET_FRAMES = 20

export interface Finish {
  paint(context: SKRSContext2D, frame: number): void
  addWatermark(context: SKRSContext2D): void
}

export function openFinish(clip: {
  width: number
  height: number
  frames: number
  seed: number
  palette: Palette
  meetsFirst: boolean
  meetsLast: boolean
}): Finish {
  const random = seededRandom(clip.seed ^ 0xf1715)
  const vignette = makeVignette(clip.width, clip.height)
  const grain = makeGrain(random)
  const light = makeLight(clip.palette.glow, Math.round(Math.max(clip.width, clip.height) * 1.1))
  const tag = makeTag(clip.width, clip.height)
  const watermark = makeWatermark(clip.width, clip.height)
  const dust = new Dust({ ...clip, count: 26, color: clip.palette.particle, random })
  const sweep = { phase: random() * 2 * Math.PI, direction: random() < 0.5 ? 1 : -1 }
  return {
    paint(context, frame) {
      const present = presence(frame, clip)
      const part = frame / clip.frames
      const { width, height } = clip
      if (present > 0) {
        paintLight(context, light, {
          width,
          height,
          part: sweep.direction * part,
          phase: sweep.phase,
          present,
        })
        dust.paint(context, frame, 0.5 * present)
        context.globalAlpha = present
        context.drawImage(vignette, 0, 0)
        paintGrain(context, grain, { width, height, frame, present })
      }
      context.globalAlpha = Math.min(smoothStep((frame - 4) / 12), smoothStep((clip.frames - 4 - frame) / 10))
      context.drawImage(tag, 0, 0)
      context.globalAlpha = 1
    },
    addWatermark: (context) =>
      context.drawImage(watermark, clip.width - watermark.width, clip.height - watermark.height),
  }
}

function presence(frame: number, clip: { frames: number; meetsFirst: boolean; meetsLast: boolean }): number {
  const since = clip.meetsFirst ? smoothStep(frame / MEET_FRAMES) : 1
  const until = clip.meetsLast ? smoothStep((clip.frames - 1 - frame) / MEET_FRAMES) : 1
  return Math.min(since, until)
}

/** A soft lamp that crosses the picture once, slowly. */
function paintLight(
  context: SKRSContext2D,
  light: Canvas,
  at: { width: number; height: number; part: number; phase: number; present: number },
): void {
  const size = light.width
  const x = at.width * (0.5 + 0.55 * Math.cos(at.phase + at.part * 2.2)) - size / 2
  const y = at.height * (0.2 + 0.18 * Math.sin(at.phase + at.part * 3)) - size / 2
  context.globalCompositeOperation = 'screen'
  context.globalAlpha = 0.22 * at.present
  // Whole pixels: a blit without resampling costs a quarter, and nobody sees so soft an edge move.
  context.drawImage(light, Math.round(x), Math.round(y))
  context.globalCompositeOperation = 'source-over'
}

function makeLight(color: string, side: number): Canvas {
  const light = createCanvas(side, side)
  const context = light.getContext('2d')
  const glow = context.createRadialGradient(side / 2, side / 2, 0, side / 2, side / 2, side / 2)
  glow.addColorStop(0, withAlpha(color, 0.85))
  glow.addColorStop(0.35, withAlpha(color, 0.32))
  glow.addColorStop(0.7, withAlpha(color, 0.07))
  glow.addColorStop(1, withAlpha(color, 0))
  context.fillStyle = glow
  context.fillRect(0, 0, side, side)
  return light
}

function makeVignette(width: number, height: number): Canvas {
  const vignette = createCanvas(width, height)
  const context = vignette.getContext('2d')
  const radius = Math.hypot(vignette.width, vignette.height) / 2
  const shade = context.createRadialGradient(
    vignette.width / 2,
    vignette.height * 0.47,
    radius * 0.45,
    vignette.width / 2,
    vignette.height * 0.5,
    radius * 1.04,
  )
  for (const part of [0, 0.25, 0.5, 0.75, 1]) shade.addColorStop(part, `rgba(3, 3, 8, ${0.4 * part * part})`)
  context.fillStyle = shade
  context.fillRect(0, 0, vignette.width, vignette.height)
  return vignette
}

function makeGrain(random: () => number): Canvas {
  const tile = createCanvas(GRAIN_TILE, GRAIN_TILE)
  const context = tile.getContext('2d')
  const pixels = context.createImageData(GRAIN_TILE, GRAIN_TILE)
  for (let offset = 0; offset < pixels.data.length; offset += 4) {
    // Two draws make small deviations more likely than large ones.
    const noise = random() + random() - 1
    const tone = noise > 0 ? 255 : 0
    pixels.data.set([tone, tone, tone, Math.abs(noise) * GRAIN_ALPHA], offset)
  }
  context.putImageData(pixels, 0, 0)
  return tile
}

/** A new pattern on every second frame: still alive, and gentler to the encoder. */
function paintGrain(
  context: SKRSContext2D,
  tile: Canvas,
  at: { width: number; height: number; frame: number; present: number },
): void {
  const step = Math.floor(at.frame / 2)
  const shiftX = (step * 197) % GRAIN_TILE
  const shiftY = (step * 331) % GRAIN_TILE
  context.globalAlpha = at.present
  for (let y = -shiftY; y < at.height; y += GRAIN_TILE) {
    for (let x = -shiftX; x < at.width; x += GRAIN_TILE) context.drawImage(tile, x, y)
  }
}

function makeTag(width: number, height: number): Canvas {
  const size = Math.round(Math.sqrt(width * height) * 0.0158)
  const margin = Math.round(size * 1.6)
  const tag = createCanvas(margin + size * 8, margin + size * 3)
  const context = tag.getContext('2d')
  context.font = `600 ${size}px ${familiesFor('Sandbox')}`
  context.letterSpacing = `${size * 0.04}px`
  const text = context.measureText('Sandbox').width
  const box = { x: margin, y: margin, width: text + size * 2, height: size * 1.9 }
  context.beginPath()
  context.roundRect(box.x, box.y, box.width, box.height, box.height / 2)
  context.fillStyle = 'rgba(10, 11, 14, 0.34)'
  context.fill()
  context.fillStyle = 'rgba(255, 190, 110, 0.95)'
  context.beginPath()
  context.arc(box.x + size * 0.85, box.y + box.height / 2, size * 0.2, 0, 2 * Math.PI)
  context.fill()
  context.fillStyle = 'rgba(255, 255, 255, 0.82)'
  context.fillText('Sandbox', box.x + size * 1.35, box.y + box.height / 2 + size * 0.36)
  return tag
}

function makeWatermark(width: number, height: number): Canvas {
  const size = Math.round(Math.sqrt(width * height) * 0.0185)
  const margin = Math.round(size * 1.1)
  const mark = createCanvas(size * 10 + margin, size * 2 + margin)
  const context = mark.getContext('2d')
  context.font = `600 ${size}px ${familiesFor('AI generated')}`
  context.textAlign = 'right'
  context.shadowColor = 'rgba(0, 0, 0, 0.55)'
  context.shadowBlur = size * 0.35
  context.fillStyle = 'rgba(255, 255, 255, 0.72)'
  context.fillText('AI generated', mark.width - margin, mark.height - margin)
  return mark
}
