import 'server-only'
import { registerMediabunnyServer } from '@mediabunny/server'
import { ALL_FORMATS, FilePathSource, Input, VideoSampleSink, type InputVideoTrack } from 'mediabunny'
import type { Frame } from 'node-av'
import { encodeSound, type EncodedSound } from '#lib/server/video/aac-encoder.ts'
import { ClipFile } from '#lib/server/video/clip-file.ts'
import { H264Encoder } from '#lib/server/video/h264-encoder.ts'
import { INPUT_LIMITS } from '#lib/seedance/input-limits.ts'
import { ClipFilter } from './clip-filter.ts'
import type { FixJob } from './fix-job.ts'
import { InspectError } from './inspect-job.ts'
import { cutSound } from './sound-cut.ts'
import type { MediaFormat } from './sniff.ts'

/** Rates that cameras mean when they measure something near them. */
const RATES = [24_000 / 1001, 24, 25, 30_000 / 1001, 30, 48, 50, 60_000 / 1001, 60]

interface Cut {
  /** Seconds on the original's own clock. */
  start: number
  seconds: number
  framesPerSecond: number
}

/**
 * Cuts, crops, scales, pads and re-times a clip into an MP4 with H.264 and AAC, one frame for every tick of an even rate. Frames
 * are exact: the first is the one on screen at the cut's start.
 */
export async function fixClip(job: FixJob): Promise<MediaFormat> {
  registerMediabunnyServer({ hardwareContext: null })
  using input = new Input({ source: new FilePathSource(job.path), formats: ALL_FORMATS })
  const video = await input.getPrimaryVideoTrack()
  if (!video)
    throw new InspectError('unsupported', {
      en: 'There is no picture in this clip.',
      zh: '这个视频中没有画面。',
    })
  const cut = await cutOf(job, video)
  const sound = await soundOf(input, cut)
  const upright = { width: await video.getDisplayWidth(), height: await video.getDisplayHeight() }
  const size = job.fix.frame ?? { width: evenBelow(upright.width), height: evenBelow(upright.height) }
  const { framesPerSecond } = cut
  const file = await ClipFile.open({
    container: 'mp4',
    width: size.width,
    height: size.height,
    sound,
    framesPerSecond,
  })
  const filter = ClipFilter.create(upright, job.fix.frame, size)
  const encoder = await H264Encoder.open(size.width, size.height, framesPerSecond)
  try {
    await encodeFrames(video, cut, { filter, encoder, file })
    const bytes = await file.write(job.outputPath)
    if (bytes > job.maxBytes)
      throw new InspectError('too_large', {
        en: 'The cut is still too large. Make it shorter.',
        zh: '剪出的片段仍然过大。请剪得更短。',
      })
    return 'mp4'
  } finally {
    filter.close()
    encoder.close()
    await file.discard()
  }
}

async function cutOf({ fix }: FixJob, video: InputVideoTrack): Promise<Cut> {
  const first = await video.getFirstTimestamp()
  const length = (await video.computeDuration()) - first
  const { start, end } = fix.trim ?? { start: 0, end: length }
  const { averagePacketRate } = await video.computePacketStats()
  return {
    start: first + start,
    seconds: Math.min(end, length) - start,
    framesPerSecond: fix.fps ?? rateNear(averagePacketRate),
  }
}

function rateNear(measured: number): number {
  const [min, max] = INPUT_LIMITS.video.fps
  const meant = RATES.find((rate) => Math.abs(rate - measured) < rate * 0.0005) ?? measured
  return Math.min(max, Math.max(min, meant))
}

async function soundOf(input: Input, { start, seconds }: Cut): Promise<EncodedSound | undefined> {
  const track = await input.getPrimaryAudioTrack()
  if (!track || !(await track.canDecode())) return undefined
  const { channels, sampleRate } = await cutSound(track, start, start + seconds)
  const [left, right = left] = channels
  return encodeSound({ left, right }, sampleRate)
}

async function encodeFrames(
  video: InputVideoTrack,
  { start, seconds, framesPerSecond }: Cut,
  { filter, encoder, file }: { filter: ClipFilter; encoder: H264Encoder; file: ClipFile },
): Promise<void> {
  // Never a frame less than was asked for: the shortest cut that a model takes must stay one.
  const count = Math.max(1, Math.ceil(seconds * framesPerSecond - 1e-6))
  // The middle of each frame's time, so that rounding never shows a neighbour.
  const times = Array.from({ length: count }, (_, index) => start + (index + 0.5) / framesPerSecond)
  const sink = new VideoSampleSink(video, { hardwareAcceleration: 'prefer-software' })
  let encoded = 0
  const encode = async (frames: readonly Frame[]) => {
    for (const frame of frames) await file.addFrames(await encoder.encodeFrame(frame, encoded++))
  }
  let index = 0
  for await (const sample of sink.samplesAtTimestamps(times)) {
    if (!sample) {
      throw new InspectError('undecodable', {
        en: `The clip cannot be decoded at ${times[index]?.toFixed(1)} s.`,
        zh: `视频在 ${times[index]?.toFixed(1)} 秒处无法解码。`,
      })
    }
    await encode(await filter.push(sample, index).finally(() => sample.close()))
    index += 1
  }
  await encode(await filter.finish())
  await file.addFrames(await encoder.finish())
  if (encoded !== count) throw new Error(`${encoded} of ${count} frames came out of the filter`)
}

function evenBelow(side: number): number {
  return side - (side % 2)
}
