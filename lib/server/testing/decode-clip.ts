import 'server-only'
import { registerMediabunnyServer } from '@mediabunny/server'
import {
  ALL_FORMATS,
  AudioSampleSink,
  FilePathSource,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
  VideoSampleSink,
} from 'mediabunny'
import { frameToRgba } from '#lib/server/media/frame-picture.ts'

/*
 * What is really in a clip, for tests: every frame and every sample is decoded, nothing is taken from what the file says
 * about itself.
 */

export interface DecodedClip {
  width: number
  height: number
  seconds: number
  /** Decoded, not announced. */
  frames: number
  framesPerSecond: number
  videoCodec: string
  /** What the file says of its colours. */
  matrix: string | undefined
  /** RGBA at the clip's own size, of the frames asked for; by index from 0. */
  pictures: Map<number, Buffer>
  /** Absent where there is no such track. */
  sound?: DecodedSound
}

export interface DecodedSound {
  codec: string
  sampleRate: number
  channels: number
  /** The first channel, -1 … 1. */
  samples: Float32Array
}

/** `wanted` are frame indices, from 0. Rejects where the file can't be decoded to its end. */
export async function decodeClip(path: string, wanted: readonly number[] = []): Promise<DecodedClip> {
  registerMediabunnyServer({ hardwareContext: null })
  using input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS })
  const video = await input.getPrimaryVideoTrack()
  if (!video) throw new Error('the clip has no picture')
  const audio = await input.getPrimaryAudioTrack()
  const width = await video.getDisplayWidth()
  const height = await video.getDisplayHeight()
  const seconds = await input.computeDuration()
  const { frames, pictures, firstAt, lastAt } = await decodePictures(video, { width, height }, wanted)
  return {
    width,
    height,
    seconds,
    frames,
    framesPerSecond: (frames - 1) / (lastAt - firstAt),
    videoCodec: (await video.getCodecParameterString()) ?? '',
    matrix: (await video.getColorSpace()).matrix ?? undefined,
    pictures,
    ...(audio && { sound: await decodeSound(audio) }),
  }
}

async function decodePictures(
  track: InputVideoTrack,
  size: { width: number; height: number },
  wanted: readonly number[],
) {
  const pictures = new Map<number, Buffer>()
  let frames = 0
  let firstAt = Number.NaN
  let lastAt = Number.NaN
  for await (const sample of new VideoSampleSink(track).samples()) {
    if (wanted.includes(frames)) pictures.set(frames, await frameToRgba(sample, size.width, size.height))
    if (frames === 0) firstAt = sample.timestamp
    lastAt = sample.timestamp
    frames += 1
    sample.close()
  }
  return { frames, pictures, firstAt, lastAt }
}

async function decodeSound(track: InputAudioTrack): Promise<DecodedSound> {
  const sampleRate = await track.getSampleRate()
  const parts: { start: number; part: Float32Array }[] = []
  for await (const sample of new AudioSampleSink(track).samples()) {
    const part = new Float32Array(sample.numberOfFrames)
    sample.copyTo(part, { planeIndex: 0, format: 'f32-planar' })
    // By its time, since what an encoder puts before the beginning is not heard.
    const start = Math.round(sample.timestamp * sampleRate)
    parts.push({ start: Math.max(0, start), part: part.subarray(Math.max(0, -start)) })
    sample.close()
  }
  const samples = new Float32Array(Math.max(0, ...parts.map(({ start, part }) => start + part.length)))
  for (const { start, part } of parts) samples.set(part, start)
  return {
    codec: (await track.getCodecParameterString()) ?? '',
    sampleRate,
    channels: await track.getNumberOfChannels(),
    samples,
  }
}
