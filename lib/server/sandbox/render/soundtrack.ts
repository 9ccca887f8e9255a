import 'server-only'
import { ambientBed, type Mood } from './ambient-bed.ts'
import { readSound } from './reference-sound.ts'
import { RenderFailed, type RenderReference } from './render-job.ts'
import {
  fadeEnds,
  mixIn,
  SAMPLE_RATE,
  silence,
  softenPeaks,
  type StereoSound,
} from '#lib/server/video/stereo-sound.ts'

/** Levels of the three sources, by what else is there. */
const REFERENCE_LEVEL = 0.9
const CLIP_LEVEL = { alone: 0.75, underReference: 0.3 }
const BED_LEVEL = { alone: 1, underClip: 0.35 }

/** Reference sounds in front, sounds of reference videos behind them, the ambient bed where there is room. */
export async function makeSoundtrack(options: {
  seconds: number
  references: readonly RenderReference[]
  mood: Mood
  seed: number
}): Promise<StereoSound> {
  const samples = Math.round(options.seconds * SAMPLE_RATE)
  const sounds = await readAll(options.references, 'audio', samples)
  const clips = await readAll(options.references, 'video', samples)
  const mix = silence(samples)
  for (const sound of sounds) mixIn(mix, sound, REFERENCE_LEVEL / Math.sqrt(sounds.length))
  const clipLevel = sounds.length > 0 ? CLIP_LEVEL.underReference : CLIP_LEVEL.alone
  for (const clip of clips) mixIn(mix, clip, clipLevel / Math.sqrt(clips.length))
  fadeEnds(mix, 0.01 * SAMPLE_RATE, Math.min(0.25 * SAMPLE_RATE, samples / 4))
  if (sounds.length === 0) {
    const bed = ambientBed(samples, options.mood, options.seed)
    mixIn(mix, bed, clips.length > 0 ? BED_LEVEL.underClip : BED_LEVEL.alone)
  }
  softenPeaks(mix)
  return mix
}

async function readAll(
  references: readonly RenderReference[],
  kind: 'audio' | 'video',
  samples: number,
): Promise<StereoSound[]> {
  const sounds: StereoSound[] = []
  for (const [referenceIndex, reference] of references.entries()) {
    if (reference.kind !== kind) continue
    const sound = await readSound(reference.path, samples).catch((cause: unknown) => {
      throw new RenderFailed(`The sound of reference ${referenceIndex + 1} could not be decoded.`, {
        referenceIndex,
        cause,
      })
    })
    if (sound) sounds.push(sound)
    else if (kind === 'audio') {
      throw new RenderFailed(`Reference ${referenceIndex + 1} holds no sound.`, { referenceIndex })
    }
  }
  return sounds
}
