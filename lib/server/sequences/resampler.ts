import 'server-only'
import { SAMPLE_RATE, silence, type StereoSound } from '#lib/server/video/stereo-sound.ts'

/** Zero crossings of the filter on either side: hiss and aliases lie 80 dB below. */
const REACH = 24

/**
 * Brings sound of any rate to SAMPLE_RATE, block by block, without a shift: what is at a time stays at that time. A windowed sinc, one set
 * of weights for each place that an output sample can have between two input samples.
 */
export class Resampler {
  readonly #rate: number
  /** Input samples on either side that an output sample leans on. */
  readonly #half: number
  readonly #phases: number
  readonly #weights: Float32Array[]
  /** Input that is still leant on; begins at `#start`, samples from the beginning, with as much silence in front. */
  #held: StereoSound
  #start: number
  #made = 0

  constructor(rate: number) {
    this.#rate = rate
    const cutoff = Math.min(1, SAMPLE_RATE / rate)
    this.#half = Math.ceil(REACH / cutoff)
    this.#phases = SAMPLE_RATE / commonDivisor(SAMPLE_RATE, rate)
    this.#weights = Array.from({ length: this.#phases }, (_, phase) =>
      weightsAt(phase / this.#phases, this.#half, cutoff),
    )
    this.#held = silence(this.#half)
    this.#start = -this.#half
  }

  push(block: StereoSound): StereoSound {
    this.#held = joined(this.#held, block)
    const end = this.#start + this.#held.left.length
    // The last one whose neighbours are all there.
    const count = Math.max(0, Math.ceil(((end - this.#half) / this.#rate) * SAMPLE_RATE) - this.#made)
    const out = silence(count)
    for (let index = 0; index < count; index += 1) this.#write(out, index)
    this.#made += count
    this.#forget()
    return out
  }

  finish(): StereoSound {
    return this.push(silence(this.#half))
  }

  #write(out: StereoSound, index: number): void {
    const step = (this.#made + index) * this.#rate
    const whole = Math.floor(step / SAMPLE_RATE)
    const phase = Math.round(((step % SAMPLE_RATE) / SAMPLE_RATE) * this.#phases)
    const weights = this.#weights[phase] ?? new Float32Array()
    const first = whole - this.#half + 1 - this.#start
    let [left, right] = [0, 0]
    for (let tap = 0; tap < weights.length; tap += 1) {
      const weight = weights[tap] ?? 0
      left += weight * (this.#held.left[first + tap] ?? 0)
      right += weight * (this.#held.right[first + tap] ?? 0)
    }
    out.left[index] = left
    out.right[index] = right
  }

  #forget(): void {
    const needed = Math.floor((this.#made * this.#rate) / SAMPLE_RATE) - this.#half
    const gone = Math.max(0, needed - this.#start)
    this.#held = { left: this.#held.left.slice(gone), right: this.#held.right.slice(gone) }
    this.#start += gone
  }
}

/** For a place `fraction` behind an input sample; they add up to 1, so that loudness stays. */
function weightsAt(fraction: number, half: number, cutoff: number): Float32Array {
  const weights = Float32Array.from({ length: 2 * half }, (_, tap) => {
    const distance = tap - half + 1 - fraction
    const window =
      0.42 + 0.5 * Math.cos((Math.PI * distance) / half) + 0.08 * Math.cos((2 * Math.PI * distance) / half)
    return Math.abs(distance) >= half ? 0 : cutoff * sinc(cutoff * distance) * window
  })
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

function joined(one: StereoSound, other: StereoSound): StereoSound {
  const whole = silence(one.left.length + other.left.length)
  for (const side of ['left', 'right'] as const) {
    whole[side].set(one[side])
    whole[side].set(other[side], one[side].length)
  }
  return whole
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}
