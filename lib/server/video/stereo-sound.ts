import 'server-only'

export const SAMPLE_RATE = 48_000

/** Two channels of the same length at SAMPLE_RATE, -1 … 1. */
export interface StereoSound {
  left: Float32Array
  right: Float32Array
}

export function silence(samples: number): StereoSound {
  return { left: new Float32Array(samples), right: new Float32Array(samples) }
}

/** Adds `sound` to `mix` from the start, as far as both reach. */
export function mixIn(mix: StereoSound, sound: StereoSound, gain: number): void {
  const length = Math.min(mix.left.length, sound.left.length)
  for (let index = 0; index < length; index += 1) {
    mix.left[index] = (mix.left[index] ?? 0) + gain * (sound.left[index] ?? 0)
    mix.right[index] = (mix.right[index] ?? 0) + gain * (sound.right[index] ?? 0)
  }
}

/** Raised-cosine fades at both ends, lengths in samples. */
export function fadeEnds(sound: StereoSound, fadeIn: number, fadeOut: number): void {
  const length = sound.left.length
  const scale = (index: number, gain: number) => {
    sound.left[index] = (sound.left[index] ?? 0) * gain
    sound.right[index] = (sound.right[index] ?? 0) * gain
  }
  for (let index = 0; index < Math.min(fadeIn, length); index += 1) scale(index, rise(index / fadeIn))
  for (let index = 0; index < Math.min(fadeOut, length); index += 1) {
    scale(length - 1 - index, rise(index / fadeOut))
  }
}

function rise(part: number): number {
  return 0.5 - 0.5 * Math.cos(Math.PI * part)
}

export function peakOf(sound: StereoSound): number {
  let peak = 0
  for (const channel of [sound.left, sound.right]) {
    for (const value of channel) peak = Math.max(peak, Math.abs(value))
  }
  return peak
}

/** Leaves what is below 0.8 alone and bends the rest, so that a full mix never clips. */
export function softenPeaks(sound: StereoSound): void {
  const knee = 0.8
  for (const channel of [sound.left, sound.right]) {
    for (let index = 0; index < channel.length; index += 1) {
      const value = channel[index] ?? 0
      const over = Math.abs(value) - knee
      if (over > 0)
        channel[index] = Math.sign(value) * (knee + (1 - knee) * Math.tanh(over / (1 - knee)) * 0.95)
    }
  }
}
