import 'server-only'
import type { Random } from '#lib/server/clock.ts'
import { seededRandom } from './seeded-random.ts'
import { addRoom } from './room-reverb.ts'
import { fadeEnds, peakOf, SAMPLE_RATE, silence, type StereoSound } from '#lib/server/video/stereo-sound.ts'

/*
 * A quiet bed of pads for clips that bring no sound of their own: four chords, a few bells, some air. Never silence, never
 * a test tone.
 */

export type Mood = 'warm' | 'dark' | 'bright'

/** Semitones over the root; voice leading by hand, so that no chord change jumps. */
const PROGRESSIONS: Record<Mood, readonly (readonly number[])[]> = {
  warm: [
    [0, 7, 12, 16, 23],
    [-3, 4, 12, 16, 19],
    [-7, 5, 12, 16, 21],
    [-5, 7, 11, 14, 21],
  ],
  dark: [
    [0, 7, 12, 15, 22],
    [-4, 8, 12, 15, 19],
    [-9, 3, 10, 14, 19],
    [-2, 5, 10, 14, 21],
  ],
  bright: [
    [0, 7, 14, 16, 23],
    [2, 9, 14, 18, 21],
    [-5, 7, 14, 18, 23],
    [-3, 4, 12, 16, 23],
  ],
}

const CHORD_SECONDS = 3.6
const ATTACK_SECONDS = 1.1
const RELEASE_SECONDS = 1.6
const PEAK = 0.32

const TABLE_SIZE = 4096
const PAD_WAVE = Float32Array.from({ length: TABLE_SIZE }, (_, index) => {
  const phase = (2 * Math.PI * index) / TABLE_SIZE
  return Math.sin(phase) + 0.3 * Math.sin(2 * phase) + 0.1 * Math.sin(3 * phase) + 0.05 * Math.sin(5 * phase)
})

/** The same seed, mood and length give the same samples. Faded at both ends. */
export function ambientBed(samples: number, mood: Mood, seed: number): StereoSound {
  const random = seededRandom(seed ^ 0x5eed)
  const bed = silence(samples)
  const root = 98 * 2 ** (Math.floor(random() * 6) / 12)
  const chords = Math.max(1, Math.round(samples / SAMPLE_RATE / CHORD_SECONDS))
  const chordSamples = samples / chords
  const progression = PROGRESSIONS[mood]
  for (let chord = 0; chord < chords; chord += 1) {
    const tones = progression[chord % progression.length] ?? []
    const start = Math.round(chord * chordSamples)
    for (const tone of tones) addPad(bed, root * 2 ** (tone / 12), start, chordSamples, random)
    addBells(bed, root, tones, start, chordSamples, random)
  }
  addAir(bed, random)
  addRoom(bed, 0.32)
  const peak = peakOf(bed)
  const gain = peak > 0 ? PEAK / peak : 0
  for (const channel of [bed.left, bed.right])
    for (let i = 0; i < samples; i += 1) channel[i] = (channel[i] ?? 0) * gain
  fadeEnds(bed, 0.5 * SAMPLE_RATE, Math.min(1.1 * SAMPLE_RATE, samples / 3))
  return bed
}

function addPad(bed: StereoSound, hz: number, start: number, length: number, random: Random): void {
  // Low voices louder than high ones: about 3 dB per octave.
  const level = 0.2 * Math.sqrt(110 / hz)
  const pan = 0.5 + (random() - 0.5) * 0.5
  const wobble = { hz: 0.1 + random() * 0.15, phase: random() * 2 * Math.PI }
  const voices = [
    { channel: bed.left, gain: Math.sqrt(1 - pan), step: (hz * 0.9985 * TABLE_SIZE) / SAMPLE_RATE },
    { channel: bed.right, gain: Math.sqrt(pan), step: (hz * 1.0015 * TABLE_SIZE) / SAMPLE_RATE },
  ]
  const end = Math.min(bed.left.length, Math.round(start + length + RELEASE_SECONDS * SAMPLE_RATE))
  for (const voice of voices) {
    let phase = random() * TABLE_SIZE
    for (let index = start; index < end; index += 1) {
      const time = (index - start) / SAMPLE_RATE
      const rise = Math.min(1, time / ATTACK_SECONDS)
      const fall = Math.min(1, (end - index) / (RELEASE_SECONDS * SAMPLE_RATE))
      const swell = 0.85 + 0.15 * Math.sin(2 * Math.PI * wobble.hz * time + wobble.phase)
      const value = PAD_WAVE[phase & (TABLE_SIZE - 1)] ?? 0
      voice.channel[index] =
        (voice.channel[index] ?? 0) + level * voice.gain * rise * rise * fall * swell * value
      phase += voice.step
    }
  }
}

function addBells(
  bed: StereoSound,
  root: number,
  tones: readonly number[],
  start: number,
  length: number,
  random: Random,
): void {
  for (let at = start + random() * 0.4 * length; at < start + length; at += (0.7 + random()) * SAMPLE_RATE) {
    const tone = tones[1 + Math.floor(random() * (tones.length - 1))] ?? 12
    const hz = root * 2 ** ((tone + 24) / 12)
    const pan = random()
    const level = 0.035 + random() * 0.03
    const first = Math.round(at)
    const last = Math.min(bed.left.length, first + 2 * SAMPLE_RATE)
    for (let index = first; index < last; index += 1) {
      const time = (index - first) / SAMPLE_RATE
      const envelope = Math.min(1, time / 0.012) * Math.exp(-2.6 * time) * level
      const angle = 2 * Math.PI * hz * time
      const value = envelope * (Math.sin(angle) + 0.2 * Math.sin(2.76 * angle) * Math.exp(-6 * time))
      bed.left[index] = (bed.left[index] ?? 0) + value * (1 - pan)
      bed.right[index] = (bed.right[index] ?? 0) + value * pan
    }
  }
}

/** Wind or surf: noise through a low-pass that breathes. */
function addAir(bed: StereoSound, random: Random): void {
  const breath = { hz: 0.11 + random() * 0.06, phase: random() * 2 * Math.PI }
  let left = 0
  let right = 0
  for (let index = 0; index < bed.left.length; index += 1) {
    const swell = 0.5 + 0.5 * Math.sin((2 * Math.PI * breath.hz * index) / SAMPLE_RATE + breath.phase)
    const openness = 0.015 + 0.05 * swell
    left += openness * (random() - 0.5 - left)
    right += openness * (random() - 0.5 - right)
    bed.left[index] = (bed.left[index] ?? 0) + left * (0.25 + 0.45 * swell)
    bed.right[index] = (bed.right[index] ?? 0) + right * (0.25 + 0.45 * swell)
  }
}
