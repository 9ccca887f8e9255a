import 'server-only'
import { writeFile } from 'node:fs/promises'
import { registerMediabunnyServer } from '@mediabunny/server'
import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny'
import type { FixJob } from './fix-job.ts'
import { InspectError } from './inspect-job.ts'
import { cutSound, type SoundCut } from './sound-cut.ts'
import type { MediaFormat } from './sniff.ts'

/** Above it nobody hears anything, and a cut of 30 seconds would outgrow its limit. */
const MAX_SAMPLE_RATE = 96_000

/** Cuts a sound, exact to the sample, into WAV with 16 bits: an MP3 encoder would add silence at both ends. */
export async function fixSound(job: FixJob): Promise<MediaFormat> {
  const { trim } = job.fix
  if (!trim) throw new Error('a fix of a sound without a cut')
  registerMediabunnyServer({ hardwareContext: null })
  using input = new Input({ source: new FilePathSource(job.path), formats: ALL_FORMATS })
  const track = await input.getPrimaryAudioTrack()
  if (!track)
    throw new InspectError('unsupported', {
      en: 'There is no sound in this file.',
      zh: '这个文件中没有声音。',
    })
  const length = await track.computeDuration()
  let cut = await cutSound(track, trim.start, Math.min(trim.end, length))
  while (cut.sampleRate > MAX_SAMPLE_RATE) cut = halved(cut)
  const file = wavOf(cut)
  if (file.byteLength > job.maxBytes) {
    throw new InspectError('too_large', {
      en: 'The cut is still too large. Make it shorter.',
      zh: '剪出的片段仍然过大。请剪得更短。',
    })
  }
  await writeFile(job.outputPath, file)
  return 'wav'
}

function halved({ channels, sampleRate }: SoundCut): SoundCut {
  const half = (channel: Float32Array) =>
    Float32Array.from(
      { length: channel.length >> 1 },
      (_, index) => ((channel[2 * index] ?? 0) + (channel[2 * index + 1] ?? 0)) / 2,
    )
  const [left, right] = channels
  return { channels: right ? [half(left), half(right)] : [half(left)], sampleRate: sampleRate / 2 }
}

function wavOf({ channels, sampleRate }: SoundCut): Buffer {
  const frameBytes = channels.length * 2
  const dataBytes = channels[0].length * frameBytes
  const file = Buffer.alloc(44 + dataBytes)
  file.write('RIFF', 0, 'latin1')
  file.writeUInt32LE(36 + dataBytes, 4)
  file.write('WAVEfmt ', 8, 'latin1')
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(channels.length, 22)
  file.writeUInt32LE(sampleRate, 24)
  file.writeUInt32LE(sampleRate * frameBytes, 28)
  file.writeUInt16LE(frameBytes, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36, 'latin1')
  file.writeUInt32LE(dataBytes, 40)
  channels.forEach((channel, place) => {
    channel.forEach((value, index) => {
      const level = Math.round(Math.min(1, Math.max(-1, value)) * 32_767)
      file.writeInt16LE(level, 44 + index * frameBytes + place * 2)
    })
  })
  return file
}
