import 'server-only'
import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas'
import type { Random } from '#lib/server/clock.ts'
import { withAlpha } from './color.ts'

export type DustKind = 'dust' | 'snow' | 'rain' | 'fireflies' | 'embers' | 'petals'

interface Mote {
  x: number
  y: number
  /** 0 far … 1 near; nearer motes are larger, softer and faster. */
  depth: number
  phase: number
  pace: number
}

/** Shares of the frame's height per second, and how a mote behaves. */
const BEHAVIOUR: Record<
  DustKind,
  { fall: number; drift: number; sway: number; twinkle: number; size: number }
> = {
  dust: { fall: -0.012, drift: 0.014, sway: 0.012, twinkle: 0.6, size: 0.012 },
  snow: { fall: 0.11, drift: 0.025, sway: 0.03, twinkle: 0, size: 0.0105 },
  rain: { fall: 1.5, drift: 0.1, sway: 0, twinkle: 0, size: 0.008 },
  fireflies: { fall: -0.006, drift: 0.01, sway: 0.035, twinkle: 1, size: 0.011 },
  embers: { fall: -0.12, drift: 0.03, sway: 0.04, twinkle: 0.8, size: 0.008 },
  petals: { fall: 0.06, drift: 0.06, sway: 0.05, twinkle: 0.2, size: 0.012 },
}

const SPRITE = 96
const BLURS = 4

/** Motes at all depths, the near ones out of focus. Drawn from a few sprites, so hundreds cost little. */
export class Dust {
  readonly #motes: Mote[]
  readonly #sprites: Canvas[]
  readonly #options: { width: number; height: number; kind: DustKind }

  constructor(options: {
    width: number
    height: number
    count: number
    color: string
    random: Random
    kind?: DustKind
  }) {
    const { random } = options
    this.#options = { width: options.width, height: options.height, kind: options.kind ?? 'dust' }
    this.#motes = Array.from({ length: options.count }, () => ({
      x: random(),
      y: random(),
      depth: random() ** 2.6,
      phase: random() * 2 * Math.PI,
      pace: 0.7 + 0.6 * random(),
    })).sort((a, b) => a.depth - b.depth)
    this.#sprites = Array.from({ length: BLURS }, (_, index) =>
      makeSprite(options.color, index / (BLURS - 1), options.kind === 'rain'),
    )
  }

  paint(context: SKRSContext2D, frame: number, strength: number): void {
    const { width, height, kind } = this.#options
    const behaviour = BEHAVIOUR[kind]
    const seconds = frame / 24
    context.globalCompositeOperation = kind === 'snow' || kind === 'petals' ? 'source-over' : 'screen'
    for (const mote of this.#motes) {
      const speed = (0.35 + mote.depth) * mote.pace
      const sway = behaviour.sway * Math.sin(seconds * 0.9 * mote.pace + mote.phase)
      const x = wrap(mote.x + (behaviour.drift * seconds * speed * height) / width + sway)
      const y = wrap(mote.y + behaviour.fall * seconds * speed)
      const twinkle =
        1 - behaviour.twinkle * (0.5 + 0.5 * Math.sin(seconds * 1.7 * mote.pace + mote.phase * 3))
      const size = height * behaviour.size * (0.4 + 3.2 * mote.depth ** 1.5)
      const sprite = this.#sprites[Math.round(mote.depth * (BLURS - 1))]
      if (!sprite) continue
      // The same light spread over a larger disc.
      context.globalAlpha = Math.min(1, strength * twinkle * (1 - 0.84 * mote.depth))
      const tall = kind === 'rain' ? size * 9 : size
      context.drawImage(sprite, x * width - size / 2, y * height - tall / 2, size, tall)
    }
    context.globalAlpha = 1
    context.globalCompositeOperation = 'source-over'
  }
}

/** Positions run a little past the edges before they come back on the other side. */
function wrap(position: number): number {
  const span = 1.2
  return ((((position + 0.1) % span) + span) % span) - 0.1
}

function makeSprite(color: string, blur: number, isStreak: boolean): Canvas {
  const sprite = createCanvas(SPRITE, SPRITE)
  const context = sprite.getContext('2d')
  const half = SPRITE / 2
  const disc = context.createRadialGradient(half, half, 0, half, half, half)
  const edge = isStreak ? 0.1 : 0.2 + 0.25 * blur
  disc.addColorStop(0, withAlpha(color, isStreak ? 0.5 : 1))
  disc.addColorStop(edge, withAlpha(color, isStreak ? 0.4 : 0.8))
  disc.addColorStop(edge + 0.25, withAlpha(color, 0.16 + 0.14 * blur))
  disc.addColorStop(1, withAlpha(color, 0))
  context.fillStyle = disc
  context.fillRect(0, 0, SPRITE, SPRITE)
  return sprite
}
