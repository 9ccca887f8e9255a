import 'server-only'
import { rename, writeFile } from 'node:fs/promises'
import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  MovOutputFormat,
  Mp4OutputFormat,
  Output,
} from 'mediabunny'
import type { EncodedSound } from './aac-encoder.ts'
import type { EncodedFrame } from './h264-encoder.ts'
import { FPS } from '#lib/seedance/models.ts'

const BT709 = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } as const

interface ClipOptions {
  container: 'mp4' | 'mov'
  width: number
  height: number
  sound: EncodedSound | undefined
  framesPerSecond?: number
  /** In seconds, of the frame with this index, where frames aren't one tick each. */
  timeOf?: (index: number) => { at: number; seconds: number } | undefined
}

/** Puts the tracks of one clip together, in a fixed order, and writes it, index first, in one go. */
export class ClipFile {
  readonly #target = new BufferTarget()
  readonly #output: Output<Mp4OutputFormat | MovOutputFormat, BufferTarget>
  readonly #video = new EncodedVideoPacketSource('avc')
  readonly #audio: EncodedAudioPacketSource | undefined
  readonly #options: ClipOptions
  readonly #framesPerSecond: number
  #soundAdded = 0

  private constructor(options: ClipOptions) {
    const Format = options.container === 'mov' ? MovOutputFormat : Mp4OutputFormat
    this.#options = options
    this.#framesPerSecond = options.framesPerSecond ?? FPS
    this.#output = new Output({ format: new Format({ fastStart: 'in-memory' }), target: this.#target })
    // Told a rate, the writer puts every time on its grid.
    this.#output.addVideoTrack(this.#video, options.timeOf ? {} : { frameRate: this.#framesPerSecond })
    if (options.sound) {
      this.#audio = new EncodedAudioPacketSource('aac')
      this.#output.addAudioTrack(this.#audio)
    }
  }

  static async open(options: ClipOptions): Promise<ClipFile> {
    const file = new ClipFile(options)
    await file.#output.start()
    return file
  }

  async addFrames(frames: readonly EncodedFrame[]): Promise<void> {
    for (const frame of frames) {
      const rate = this.#framesPerSecond
      const tick = { at: frame.index / rate, seconds: 1 / rate }
      const { at, seconds } = this.#options.timeOf?.(frame.index) ?? tick
      await this.#addSoundUntil(at)
      const packet = new EncodedPacket(frame.data, frame.isKey ? 'key' : 'delta', at, seconds)
      await this.#video.add(packet, {
        decoderConfig: {
          codec: codecString(frame.data),
          codedWidth: this.#options.width,
          codedHeight: this.#options.height,
          colorSpace: BT709,
        },
      })
    }
  }

  async #addSoundUntil(seconds: number): Promise<void> {
    const sound = this.#options.sound
    if (!sound || !this.#audio) return
    for (;;) {
      const packet = sound.packets[this.#soundAdded]
      if (!packet || packet.timestamp > seconds) return
      await this.#audio.add(packet, { decoderConfig: sound.config })
      this.#soundAdded += 1
    }
  }

  /** Returns the file's length in bytes. The file appears under its name only when it is whole. */
  async write(path: string): Promise<number> {
    await this.#addSoundUntil(Infinity)
    await this.#output.finalize()
    if (!this.#target.buffer) throw new Error('The clip could not be put together.')
    const bytes = new Uint8Array(this.#target.buffer)
    clearTimes(bytes)
    await writeFile(`${path}.part`, bytes)
    await rename(`${path}.part`, path)
    return bytes.length
  }

  async discard(): Promise<void> {
    if (this.#output.state !== 'finalized') await this.#output.cancel()
  }
}

/** `avc1.` and the three bytes after the sequence parameter set's header (ISO 14496-15); a delta frame has no set. */
function codecString(annexB: Uint8Array): string {
  for (let offset = 0; offset + 6 < annexB.length; offset += 1) {
    if (annexB[offset] || annexB[offset + 1] || annexB[offset + 2] !== 1) continue
    if (((annexB[offset + 3] ?? 0) & 0x1f) !== 7) continue
    const profile = annexB.subarray(offset + 4, offset + 7)
    return `avc1.${Buffer.from(profile).toString('hex')}`
  }
  return 'avc1.640028'
}

/** Sets every date in the file to zero (unknown), so that the same frames make the same bytes. */
function clearTimes(file: Uint8Array, start = 0, end = file.length): void {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  for (let offset = start; offset + 8 <= end;) {
    const size = view.getUint32(offset)
    const type = String.fromCharCode(...file.subarray(offset + 4, offset + 8))
    if (type === 'moov' || type === 'trak' || type === 'mdia') clearTimes(file, offset + 8, offset + size)
    if (type === 'mvhd' || type === 'tkhd' || type === 'mdhd') {
      // Version 1 headers hold both dates in 64 bits, version 0 in 32.
      file.fill(0, offset + 12, offset + 12 + (view.getUint8(offset + 8) === 1 ? 16 : 8))
    }
    // Size 0 or 1 marks the media data at the end, where nothing of ours follows.
    if (size < 8) return
    offset += size
  }
}
