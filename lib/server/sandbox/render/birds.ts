import 'server-only'
import type { SKRSContext2D } from '@napi-rs/canvas'
import type { Random } from '#lib/server/clock.ts'

interface Bird {
  x: number
  y: number
  size: number
  phase: number
  pace: number
}

/** A few birds far away, crossing the sky. */
export class Birds {
  readonly #birds: Bird[]
  readonly #area: { width: number; horizon: number; unit: number }
  readonly #color: string
  readonly #direction: number

  constructor(area: { width: number; horizon: number; unit: number }, color: string, random: Random) {
    this.#area = area
    this.#color = color
    this.#direction = random() < 0.5 ? 1 : -1
    const flock = { x: 0.2 + 0.5 * random(), y: 0.34 + 0.22 * random() }
    this.#birds = Array.from({ length: 5 + Math.floor(random() * 4) }, () => ({
      x: flock.x + (random() - 0.5) * 0.22,
      y: flock.y + (random() - 0.5) * 0.14,
      size: 0.008 + 0.008 * random(),
      phase: random() * 2 * Math.PI,
      pace: 0.8 + 0.4 * random(),
    }))
  }

  paint(context: SKRSContext2D, seconds: number): void {
    const { width, horizon, unit } = this.#area
    context.strokeStyle = this.#color
    context.lineCap = 'round'
    for (const bird of this.#birds) {
      const x = bird.x * width + this.#direction * seconds * unit * 0.022 * bird.pace
      const y = bird.y * horizon + Math.sin(seconds * 0.7 + bird.phase) * unit * 0.006
      const wing = bird.size * unit
      // Some strokes, then gliding.
      const beat =
        Math.sin(seconds * 7 * bird.pace + bird.phase) *
        (Math.sin(seconds * 0.9 + bird.phase) > -0.2 ? 1 : 0.15)
      const lift = wing * (0.25 + 0.4 * beat)
      context.lineWidth = Math.max(1, wing * 0.13)
      context.beginPath()
      context.moveTo(x - wing, y - lift)
      context.quadraticCurveTo(x - wing * 0.4, y - lift * 0.9, x, y)
      context.quadraticCurveTo(x + wing * 0.4, y - lift * 0.9, x + wing, y - lift)
      context.stroke()
    }
  }
}
