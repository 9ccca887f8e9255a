import 'server-only'
import { registerMediabunnyServer } from '@mediabunny/server'
import { ALL_FORMATS, FilePathSource, Input, VideoSampleSink } from 'mediabunny'
import sharp from 'sharp'
import { frameToRgba } from './frame-picture.ts'
import type { FrameJob } from './frame-job.ts'
import { InspectError } from './inspect-job.ts'

/**
 * Seconds. Browsers give a frame's time in microseconds, containers in ticks: the start of a frame may come in a hair before it. The
 * shortest frame there is (1/240 s) is four times as long.
 */
const ROUNDING = 0.001

/** Writes the frame that is on screen at a time, as the clip has it. Past the end that is the last one. */
export async function clipFrame({ path, time, framePath }: FrameJob): Promise<void> {
  registerMediabunnyServer({ hardwareContext: null })
  using input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS })
  const video = await input.getPrimaryVideoTrack()
  if (!video)
    throw new InspectError('unsupported', {
      en: 'There is no picture in this clip.',
      zh: '这个视频中没有画面。',
    })
  const size = { width: await video.getDisplayWidth(), height: await video.getDisplayHeight() }
  const first = await video.getFirstTimestamp()
  const sink = new VideoSampleSink(video, { hardwareAcceleration: 'prefer-software' })
  const sample = await sink.getSample(first + time + ROUNDING)
  if (!sample)
    throw new InspectError('undecodable', {
      en: `The clip cannot be decoded at ${time.toFixed(2)} s.`,
      zh: `视频在 ${time.toFixed(2)} 秒处无法解码。`,
    })
  const pixels = await frameToRgba(sample, size.width, size.height).finally(() => sample.close())
  await sharp(pixels, { raw: { ...size, channels: 4 } })
    .removeAlpha()
    .png()
    .toFile(framePath)
}
