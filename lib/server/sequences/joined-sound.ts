import 'server-only'
import {
  AudioSample,
  AudioSampleSource,
  EncodedPacketSink,
  FilePathSource,
  FilePathTarget,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
  type EncodedPacket,
} from 'mediabunny'
import { SAMPLE_RATE, silence, type StereoSound } from '#lib/server/video/stereo-sound.ts'

const BITRATE = 192_000
/** A whole number of the encoder's own blocks. */
const BLOCK = 48 * 1024
/** The encoder begins with a block of its own, which stands before the beginning: 1024 samples, measured with a click. */
const LEAD = 1024 / SAMPLE_RATE

/** Encodes the sound of all parts as one, so that nothing adds up from cut to cut, into a file of its own; flat in memory. */
export async function writeSound(path: string, blocks: AsyncIterable<StereoSound>): Promise<void> {
  const output = new Output({ format: new Mp4OutputFormat(), target: new FilePathTarget(path) })
  const source = new AudioSampleSource({ codec: 'aac', bitrate: BITRATE })
  output.addAudioTrack(source)
  await output.start()
  let position = 0
  for await (const block of inBlocks(blocks)) {
    const sample = sampleOf(block, position)
    await source.add(sample)
    sample.close()
    position += BLOCK
  }
  await output.finalize()
}

/**
 * All of BLOCK samples, the last one filled up with silence: the encoder keeps the room that it made for its first block, and a longer one
 * would be written past it.
 */
async function* inBlocks(sounds: AsyncIterable<StereoSound>): AsyncGenerator<StereoSound> {
  let block = silence(BLOCK)
  let filled = 0
  for await (const { left, right } of sounds) {
    for (let taken = 0; taken < left.length;) {
      const count = Math.min(BLOCK - filled, left.length - taken)
      block.left.set(left.subarray(taken, taken + count), filled)
      block.right.set(right.subarray(taken, taken + count), filled)
      taken += count
      filled += count
      if (filled < BLOCK) continue
      yield block
      block = silence(BLOCK)
      filled = 0
    }
  }
  // The encoder is one block of its own behind.
  yield block
}

function sampleOf({ left, right }: StereoSound, position: number): AudioSample {
  const data = new Float32Array(left.length * 2)
  data.set(left, 0)
  data.set(right, left.length)
  const format = { format: 'f32-planar', numberOfChannels: 2, sampleRate: SAMPLE_RATE } as const
  return new AudioSample({ data, ...format, timestamp: position / SAMPLE_RATE })
}

export interface JoinedSound extends AsyncDisposable {
  count: number
  config: AudioDecoderConfig
  /** In order. The last one ends at `seconds`, whatever the encoder filled its block up with. */
  packets(seconds: number): AsyncGenerator<EncodedPacket>
}

export async function openSound(path: string): Promise<JoinedSound> {
  const input = new Input({ source: new FilePathSource(path), formats: [MP4] })
  const track = await input.getPrimaryAudioTrack()
  const config = await track?.getDecoderConfig()
  if (!track || !config) throw new Error('The sound could not be encoded.')
  const { packetCount } = await track.computePacketStats()
  return {
    count: packetCount,
    config,
    async *packets(seconds) {
      for await (const packet of new EncodedPacketSink(track).packets()) {
        const timestamp = packet.timestamp - LEAD
        const left = seconds - timestamp
        if (left <= 0) return
        yield packet.clone({ timestamp, duration: Math.min(packet.duration, left) })
      }
    },
    [Symbol.asyncDispose]: async () => input.dispose(),
  }
}
