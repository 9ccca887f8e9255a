import 'server-only'
import type { Canvas, SKRSContext2D } from '@napi-rs/canvas'
import type { Random } from '#lib/server/clock.ts'
import { Birds } from './birds.ts'
import { mixColors } from './color.ts'
import { Dust, type DustKind } from './dust.ts'
import { frameCount, FRAMES_PER_SECOND, type RenderJob } from './render-job.ts'
import { skyline } from './scene-city.ts'
import { coast, dunes, mountains } from './scene-land.ts'
import type { Palette } from './scene-palettes.ts'
import { forest, grass, meadow } from './scene-plants.ts'
import {
  makeClouds,
  makeNebula,
  makePlanet,
  makeSky,
  makeStars,
  makeSun,
  paintStars,
  type Star,
} from './scene-sky.ts'
import type { Ground, Layer } from './scene-strip.ts'
import { Water } from './scene-water.ts'
import { readSceneWords, type SceneWords } from './scene-words.ts'
import { seededRandom } from './seeded-random.ts'
import type { ShotPainter } from './shot-painter.ts'

/*
 * What a clip without pictures shows: a landscape from the prompt's words, in layers that the camera passes. Everything
 * costly is drawn once; a frame is a dozen blits.
 */

/** How far the nearest layer moves aside, and how much it grows, over the whole clip. */
const PAN = 0.07
const PUSH = 0.11

interface Stage {
  width: number
  height: number
  horizon: number
  sky: Canvas
  stars: Star[]
  sun: { sprite: Canvas; x: number; y: number }
  backdrop: Canvas[]
  clouds: Canvas[]
  birds: Birds | undefined
  water: Water | undefined
  layers: Layer[]
  weather: Dust
  direction: number
  seconds: number
}

export function openScene(job: RenderJob, seed: number): ShotPainter {
  const words = readSceneWords(job.prompt, seed)
  const stage = buildStage(job, words, seededRandom(seed ^ 0x5ce7e))
  return {
    paint: (context, _view, progress) => paintStage(context, stage, progress),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

function buildStage(job: RenderJob, words: SceneWords, random: Random): Stage {
  const { width, height } = job
  const unit = 0.75 * Math.sqrt(width * height)
  const area = { width, height, unit, horizon: height * horizonOf(words.place, height > width) }
  const palette = words.weather === 'snow' ? snowed(words.palette) : words.palette
  const isSpace = words.place === 'space'
  const sunX = width * (0.3 + 0.4 * random())
  return {
    ...area,
    sky: makeSky(area, palette),
    stars: makeStars(random, isSpace ? 1.6 : palette.stars),
    sun: {
      sprite: makeSun(
        palette,
        Math.round(unit * (isSpace ? 1.6 : 2.2)),
        words.light === 'night' ? 0.042 : 0.055,
      ),
      x: sunX,
      y: isSpace ? height * 0.66 : area.horizon * (1 - palette.height),
    },
    backdrop: isSpace ? [makeNebula(area, random), makePlanet(area, palette)] : [],
    clouds: isSpace
      ? []
      : [makeClouds(area, palette, random, false), makeClouds(area, palette, random, true)],
    water: words.place === 'ocean' ? new Water(area, palette, random) : undefined,
    layers: makeLand(words.place, { ...area, palette, random }),
    birds: hasBirds(words)
      ? new Birds(area, mixColors(palette.near, palette.sky[1], 0.25), random)
      : undefined,
    weather: makeWeather(words, palette, area, random),
    direction: random() < 0.5 ? 1 : -1,
    seconds: frameCount(job) / FRAMES_PER_SECOND,
  }
}

function horizonOf(place: SceneWords['place'], isTall: boolean): number {
  if (place === 'ocean') return 0.57
  if (place === 'forest') return 0.5
  return isTall ? 0.56 : 0.6
}

function makeLand(place: SceneWords['place'], ground: Ground): Layer[] {
  switch (place) {
    case 'mountains':
      return mountains(ground)
    case 'forest':
      return forest(ground)
    case 'city':
      return skyline(ground)
    case 'desert':
      return dunes(ground)
    case 'meadow':
      return meadow(ground)
    case 'ocean':
      return [...coast(ground), grass(ground, 0.985, 0.13, 1)]
    case 'space':
      return []
  }
}

function hasBirds(words: SceneWords): boolean {
  const isWild = words.place === 'ocean' || words.place === 'mountains' || words.place === 'meadow'
  return isWild && words.weather === 'dust' && words.light !== 'night' && words.light !== 'neon'
}

function makeWeather(
  words: SceneWords,
  palette: Palette,
  area: { width: number; height: number },
  random: Random,
): Dust {
  const own: Partial<Record<DustKind, string>> = {
    petals: '#ffc4d6',
    embers: '#ff9a4a',
    fireflies: '#f2ff9c',
  }
  const color = own[words.weather] ?? palette.particle
  const count = words.weather === 'dust' ? 50 : 170
  return new Dust({ ...area, count, color, random, kind: words.weather })
}

function paintStage(context: SKRSContext2D, stage: Stage, progress: number): void {
  const { width, height } = stage
  const seconds = progress * stage.seconds
  const pan = stage.direction * (progress - 0.5) * 2
  context.drawImage(stage.sky, 0, 0)
  paintStars(context, stage.stars, stage, seconds)
  for (const [index, canvas] of stage.backdrop.entries()) {
    paintWide(context, canvas, stage, pan * (0.15 + 0.5 * index), progress)
  }
  const sun = stage.sun.sprite
  const sunX = stage.sun.x + pan * width * PAN * 0.12
  const sunY = stage.sun.y + (progress - 0.5) * height * 0.02
  context.globalCompositeOperation = 'screen'
  // Whole pixels, here and for the clouds: a blit without resampling costs a quarter, and soft things don't show it.
  context.drawImage(sun, Math.round(sunX - sun.width / 2), Math.round(sunY - sun.height / 2))
  context.globalCompositeOperation = 'source-over'
  for (const [index, clouds] of stage.clouds.entries()) {
    const drift = 0.5 + pan * (0.12 + 0.26 * index)
    context.drawImage(clouds, Math.round((width - clouds.width) * drift), 0)
  }
  stage.birds?.paint(context, seconds)
  stage.water?.paint(context, seconds, sunX)
  for (const layer of stage.layers) paintLayer(context, layer, stage, { pan, progress, seconds })
  stage.weather.paint(context, Math.round(seconds * FRAMES_PER_SECOND), 0.75)
}

function paintLayer(
  context: SKRSContext2D,
  layer: Layer,
  stage: Stage,
  { pan, progress, seconds }: { pan: number; progress: number; seconds: number },
): void {
  const scale = 1 + PUSH * layer.depth ** 1.4 * progress
  const width = layer.canvas.width * scale
  const height = layer.canvas.height * scale
  const x = (stage.width - width) / 2 + pan * layer.depth * stage.width * PAN
  const y = layer.top - (height - layer.canvas.height) * 0.25
  if (layer.sway === undefined) {
    context.drawImage(layer.canvas, x, y, width, height)
    return
  }
  const lean = layer.sway * (Math.sin(seconds * 1.3 + layer.depth * 4) + 0.4 * Math.sin(seconds * 2.9))
  context.save()
  context.transform(1, 0, lean, 1, -lean * (y + height), 0)
  context.drawImage(layer.canvas, x, y, width, height)
  context.restore()
}

function paintWide(
  context: SKRSContext2D,
  canvas: Canvas,
  stage: Stage,
  pan: number,
  progress: number,
): void {
  const width = stage.width * 1.22 * (1 + 0.05 * progress)
  const height = (width * canvas.height) / canvas.width
  const x = (stage.width - width) / 2 + pan * stage.width * PAN
  context.drawImage(canvas, x, Math.min(0, stage.height - height), width, Math.max(height, stage.height))
}

function snowed(palette: Palette): Palette {
  return {
    ...palette,
    far: mixColors(palette.far, '#e6eef8', 0.35),
    near: mixColors(palette.near, '#8fa6c4', 0.35),
    particle: '#ffffff',
  }
}
