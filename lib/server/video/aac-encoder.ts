import 'server-only'
import { registerMediabunnyServer } from '@mediabunny/server'
import {
  AudioSample,
  AudioSampleSource,
  BufferSource,
  BufferTarget,
  EncodedPacketSink,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
  type EncodedPacket,
} from 'mediabunny'
import { SAMPLE_RATE, type StereoSound } from './stereo-sound.ts'

/** AAC codes 1024 samples at a time; a track may not end in the middle of one. */
const AAC_FRAME = 1024
const BITRATE = 160_000

export interface EncodedSound {
  packets: EncodedPacket[]
  config: AudioDecoderConfig
}

/**
 * Encodes a whole sound before anything is written of the clip. An encoder that runs beside the video one would deliver
 * whenever it likes, and the same clip would be laid out differently every time.
 */
export async function encodeSound(
  sound: StereoSound,
  sampleRate: number = SAMPLE_RATE,
): Promise<EncodedSound> {
  registerMediabunnyServer({ hardwareContext: null })
  const target = new BufferTarget()
  const output = new Output({ format: new Mp4OutputFormat(), target })
  const source = new AudioSampleSource({ codec: 'aac', bitrate: BITRATE })
  output.addAudioTrack(source)
  await output.start()
  // One frame less than fits: the encoder puts one of its own in front.
  const length = Math.max(1, Math.floor(sound.left.length / AAC_FRAME) - 1) * AAC_FRAME
  for (let start = 0; start < length; start += sampleRate) {
    const sample = sampleOf(sound, start, Math.min(start + sampleRate, length), sampleRate)
    await source.add(sample)
    sample.close()
  }
  await output.finalize()
  if (!target.buffer) throw new Error('The sound could not be encoded.')
  return readPackets(target.buffer)
}

function sampleOf(sound: StereoSound, start: number, end: number, sampleRate: number): AudioSample {
  const data = new Float32Array((end - start) * 2)
  data.set(sound.left.subarray(start, end), 0)
  data.set(sound.right.subarray(start, end), end - start)
  const format = { format: 'f32-planar', numberOfChannels: 2, sampleRate } as const
  return new AudioSample({ data, ...format, timestamp: start / sampleRate })
}

async function readPackets(file: ArrayBuffer): Promise<EncodedSound> {
  using input = new Input({ source: new BufferSource(file), formats: [MP4] })
  const track = await input.getPrimaryAudioTrack()
  const config = await track?.getDecoderConfig()
  if (!track || !config) throw new Error('The sound could not be encoded.')
  const packets: EncodedPacket[] = []
  for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet)
  return { packets, config }
}
