import 'server-only'
import { registerMediabunnyServer } from '@mediabunny/server'
import {
  ALL_FORMATS,
  EncodedPacketSink,
  FilePathSource,
  Input,
  VideoSampleSink,
  type InputAudioTrack,
  type InputVideoTrack,
} from 'mediabunny'
import type { Frame } from 'node-av'
import { encodeSound, type EncodedSound } from '#lib/server/video/aac-encoder.ts'
import { ClipFile } from '#lib/server/video/clip-file.ts'
import { H264Encoder } from '#lib/server/video/h264-encoder.ts'
import { ClipFilter } from './clip-filter.ts'
import { InspectError } from './inspect-job.ts'
import type { PlayableJob } from './playable-job.ts'
import { cutSound } from './sound-cut.ts'

/** Longest side, pixels: what every machine decodes in time. Looking closer than that is for the original. */
const MOST_PIXELS = 1920

interface Original {
  video: InputVideoTrack
  sound: EncodedSound | undefined
  /** Seconds on its own clock; the copy starts at 0. */
  start: number
  frames: number
  framesPerSecond: number
}

/**
 * Makes an H.264 and AAC copy that every browser plays: each frame of the original, at its own time and for as long. Sound that is AAC
 * already is taken over as it is. `onProgress` gets 0 to 1.
 */
export async function makePlayable(job: PlayableJob, onProgress: (part: number) => void): Promise<void> {
  registerMediabunnyServer({ hardwareContext: null })
  using input = new Input({ source: new FilePathSource(job.path), formats: ALL_FORMATS })
  const original = await open(input)
  const { video, framesPerSecond } = original
  const upright = { width: await video.getDisplayWidth(), height: await video.getDisplayHeight() }
  const size = playableSize(upright)
  const times: FrameTime[] = []
  const file = await ClipFile.open({
    container: 'mp4',
    ...size,
    sound: original.sound,
    framesPerSecond,
    timeOf: (index) => times[index],
  })
  const filter = ClipFilter.create(upright, undefined, size)
  const encoder = await H264Encoder.open(size.width, size.height, framesPerSecond)
  try {
    await copyFrames(original, { filter, encoder, file, times, onProgress })
    await file.write(job.outputPath)
  } finally {
    filter.close()
    encoder.close()
    await file.discard()
  }
}

interface FrameTime {
  at: number
  seconds: number
}

/** Even sides, because H.264 halves the colours. */
export function playableSize({ width, height }: { width: number; height: number }) {
  const scale = Math.min(1, MOST_PIXELS / Math.max(width, height))
  const even = (side: number) => Math.max(2, Math.round((side * scale) / 2) * 2)
  return { width: even(width), height: even(height) }
}

async function open(input: Input): Promise<Original> {
  const video = await input.getPrimaryVideoTrack()
  if (!video)
    throw new InspectError('unsupported', {
      en: 'There is no picture in this clip.',
      zh: '这个视频中没有画面。',
    })
  const start = await video.getFirstTimestamp()
  const { packetCount, averagePacketRate } = await video.computePacketStats()
  const audio = await input.getPrimaryAudioTrack()
  const end = await video.computeDuration()
  const sound = audio === null ? undefined : await soundOf(audio, start, end)
  return { video, sound, start, frames: packetCount, framesPerSecond: averagePacketRate }
}

async function soundOf(
  track: InputAudioTrack,
  start: number,
  end: number,
): Promise<EncodedSound | undefined> {
  const config = await track.getDecoderConfig()
  if (config && (await track.getCodec()) === 'aac') {
    const packets: EncodedSound['packets'] = []
    for await (const packet of new EncodedPacketSink(track).packets()) {
      const timestamp = packet.timestamp - start
      if (timestamp >= 0) packets.push(packet.clone({ timestamp }))
    }
    return { packets, config }
  }
  if (!(await track.canDecode())) return undefined
  const { channels, sampleRate } = await cutSound(track, start, end)
  const [left, right = left] = channels
  return encodeSound({ left, right }, sampleRate)
}

async function copyFrames(
  { video, start, frames }: Original,
  {
    filter,
    encoder,
    file,
    times,
    onProgress,
  }: {
    filter: ClipFilter
    encoder: H264Encoder
    file: ClipFile
    times: FrameTime[]
    onProgress: (part: number) => void
  },
): Promise<void> {
  let encoded = 0
  const encode = async (done: readonly Frame[]) => {
    for (const frame of done) await file.addFrames(await encoder.encodeFrame(frame, encoded++))
  }
  const sink = new VideoSampleSink(video, { hardwareAcceleration: 'prefer-software' })
  for await (const sample of sink.samples()) {
    times.push({ at: sample.timestamp - start, seconds: sample.duration })
    await encode(await filter.push(sample, times.length - 1).finally(() => sample.close()))
    onProgress(Math.min(1, times.length / frames))
  }
  await encode(await filter.finish())
  await file.addFrames(await encoder.finish())
  if (encoded === 0 || encoded !== times.length) {
    throw new InspectError('undecodable', {
      en: `The clip is damaged: only ${encoded} of ${frames} frames can be decoded.`,
      zh: `视频已损坏：${frames} 帧中只有 ${encoded} 帧能解码。`,
    })
  }
}
