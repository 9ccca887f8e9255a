import 'server-only'
import { registerMediabunnyServer } from '@mediabunny/server'
import {
  ALL_FORMATS,
  AudioSampleSink,
  FilePathSource,
  Input,
  type AudioSample,
  type InputAudioTrack,
} from 'mediabunny'
import sharp from 'sharp'
import { hasWholeChunks } from './wav-chunks.ts'
import { InspectError, type InspectJob, type MediaInspection } from './inspect-job.ts'

/** Pixels of the waveform picture, and bars in it. */
const WAVEFORM = { width: 640, height: 160, bars: 128 }

/** Seconds by which a decoded sound may be shorter than its header says (encoder delay and padding). */
const SLACK = 0.25

/** Decodes the whole sound and draws its waveform: bars in a grey that shows on dark and on light. */
export async function inspectSound(job: InspectJob): Promise<MediaInspection> {
  if (job.format === 'wav' && !(await hasWholeChunks(job.path))) {
    throw new InspectError('truncated', {
      en: 'The sound is incomplete: the file ends before the sound does.',
      zh: '音频不完整：文件提前结束。',
    })
  }
  registerMediabunnyServer({ hardwareContext: null })
  using input = new Input({ source: new FilePathSource(job.path), formats: ALL_FORMATS })
  const track = (await input.canRead()) ? await input.getPrimaryAudioTrack() : null
  const duration = (await track?.computeDuration()) ?? 0
  if (!track || duration <= 0)
    throw new InspectError('truncated', {
      en: 'There is no sound in this file, or it is incomplete.',
      zh: '这个文件中没有声音，或不完整。',
    })
  if (!(await track.canDecode())) {
    throw new InspectError('unsupported', {
      en: 'The sound in this file is of a kind that cannot be read. Convert it to WAV (PCM) or MP3.',
      zh: '无法读取这个文件中的声音格式。请转换为 WAV（PCM）或 MP3。',
    })
  }
  const { peaks, seconds } = await decode(track, duration)
  if (seconds < duration - SLACK) {
    throw new InspectError('truncated', {
      en: `The sound is incomplete: ${seconds.toFixed(1)} of ${duration.toFixed(1)} seconds are there.`,
      zh: `音频不完整：${duration.toFixed(1)} 秒中只有 ${seconds.toFixed(1)} 秒。`,
    })
  }
  await sharp(Buffer.from(waveform(peaks)))
    .webp({ quality: 80, alphaQuality: 80 })
    .toFile(job.posterPath)
  return { duration, hasAudio: true }
}

async function decode(
  track: InputAudioTrack,
  duration: number,
): Promise<{ peaks: Float32Array; seconds: number }> {
  const peaks = new Float32Array(WAVEFORM.bars)
  let seconds = 0
  for await (const sample of new AudioSampleSink(track).samples()) {
    seconds += sample.duration
    addPeaks(peaks, sample, duration)
    sample.close()
  }
  return { peaks, seconds }
}

/** The loudest value of each bar's stretch of time, first channel, 0 … 1. */
function addPeaks(peaks: Float32Array, sample: AudioSample, duration: number): void {
  const values = new Float32Array(sample.numberOfFrames)
  sample.copyTo(values, { planeIndex: 0, format: 'f32-planar' })
  for (let frame = 0; frame < values.length; frame += 1) {
    const time = sample.timestamp + frame / sample.sampleRate
    const bar = Math.min(peaks.length - 1, Math.max(0, Math.floor((time / duration) * peaks.length)))
    peaks[bar] = Math.max(peaks[bar] ?? 0, Math.abs(values[frame] ?? 0))
  }
}

function waveform(peaks: Float32Array): string {
  const { width, height } = WAVEFORM
  const loudest = Math.max(...peaks, 0.05)
  const step = width / peaks.length
  const bars = Array.from(peaks, (peak, index) => {
    const tall = Math.max(3, (peak / loudest) * height * 0.9)
    return `<rect x="${index * step + 1}" y="${(height - tall) / 2}" width="${step - 2}" height="${tall}" rx="1.5"/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" fill="#8a8a8a">${bars.join('')}</svg>`
}
