import 'server-only'
import { SAMPLE_RATE, type StereoSound } from '#lib/server/video/stereo-sound.ts'

/** Schroeder's room as tuned in Freeverb (Jezar, public domain): comb and all-pass delays in samples at 44.1 kHz. */
const COMBS = [1116, 1277, 1422, 1557]
const ALL_PASSES = [556, 341]
/** The right ear's delays are longer by this, which is what makes it wide. */
const SPREAD = 23
const FEEDBACK = 0.82
const DAMPING = 0.35

/** Adds the room's answer to the sound itself, in place. */
export function addRoom(sound: StereoSound, wet: number): void {
  const dry = new Float32Array(sound.left.length)
  for (let index = 0; index < dry.length; index += 1) {
    dry[index] = 0.5 * ((sound.left[index] ?? 0) + (sound.right[index] ?? 0))
  }
  addAnswer(sound.left, dry, 0, wet)
  addAnswer(sound.right, dry, SPREAD, wet)
}

function addAnswer(channel: Float32Array, dry: Float32Array, spread: number, wet: number): void {
  const answer = new Float32Array(dry.length)
  for (const comb of COMBS) addComb(answer, dry, delaySamples(comb + spread))
  for (const allPass of ALL_PASSES) passThrough(answer, delaySamples(allPass + spread))
  for (let index = 0; index < channel.length; index += 1) {
    channel[index] = (channel[index] ?? 0) + wet * (answer[index] ?? 0)
  }
}

function addComb(answer: Float32Array, dry: Float32Array, delay: number): void {
  const line = new Float32Array(delay)
  let damped = 0
  let at = 0
  for (let index = 0; index < dry.length; index += 1) {
    const echo = line[at] ?? 0
    damped = echo * (1 - DAMPING) + damped * DAMPING
    line[at] = (dry[index] ?? 0) + damped * FEEDBACK
    answer[index] = (answer[index] ?? 0) + echo * 0.25
    at = at + 1 === delay ? 0 : at + 1
  }
}

function passThrough(answer: Float32Array, delay: number): void {
  const line = new Float32Array(delay)
  let at = 0
  for (let index = 0; index < answer.length; index += 1) {
    const echo = line[at] ?? 0
    const input = answer[index] ?? 0
    line[at] = input + echo * 0.5
    answer[index] = echo - input
    at = at + 1 === delay ? 0 : at + 1
  }
}

function delaySamples(at44100: number): number {
  return Math.round((at44100 * SAMPLE_RATE) / 44_100)
}
