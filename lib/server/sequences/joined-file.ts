import 'server-only'
import {
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  FilePathTarget,
  Mp4OutputFormat,
  Output,
  type VideoCodec,
} from 'mediabunny'
import type { JoinedSound } from './joined-sound.ts'

export interface JoinedFileOptions {
  path: string
  codec: VideoCodec
  config: VideoDecoderConfig
  framesPerSecond: number
  frames: number
  sound: JoinedSound | undefined
}

/** One MP4, index first, written as it comes: its size is nobody's memory. Every frame has its place on an even grid from 0 on. */
export class JoinedFile {
  readonly #options: JoinedFileOptions
  readonly #output: Output<Mp4OutputFormat, FilePathTarget>
  readonly #video: EncodedVideoPacketSource
  readonly #audio = new EncodedAudioPacketSource('aac')
  #sound: AsyncGenerator<EncodedPacket> | undefined
  #nextSound: EncodedPacket | undefined
  #isFinished = false

  private constructor(options: JoinedFileOptions) {
    this.#options = options
    this.#video = new EncodedVideoPacketSource(options.codec)
    this.#output = new Output({
      format: new Mp4OutputFormat({ fastStart: 'reserve' }),
      target: new FilePathTarget(options.path),
    })
    this.#output.addVideoTrack(this.#video, {
      frameRate: options.framesPerSecond,
      maximumPacketCount: options.frames,
    })
    if (options.sound) this.#output.addAudioTrack(this.#audio, { maximumPacketCount: options.sound.count })
  }

  static async open(options: JoinedFileOptions): Promise<JoinedFile> {
    const file = new JoinedFile(options)
    await file.#output.start()
    file.#sound = options.sound?.packets(options.frames / options.framesPerSecond)
    await file.#readSound()
    return file
  }

  /** In the order of decoding. `frame` is its place in the order of showing. */
  async add(data: Uint8Array, frame: { shows: number; isKey: boolean }): Promise<void> {
    const { framesPerSecond, config } = this.#options
    const at = frame.shows / framesPerSecond
    await this.#addSoundUntil(at)
    const packet = new EncodedPacket(data, frame.isKey ? 'key' : 'delta', at, 1 / framesPerSecond)
    await this.#video.add(packet, { decoderConfig: config })
  }

  async finish(): Promise<void> {
    await this.#addSoundUntil(Infinity)
    await this.#output.finalize()
    this.#isFinished = true
  }

  async discard(): Promise<void> {
    if (!this.#isFinished) await this.#output.cancel().catch(() => undefined)
  }

  async #addSoundUntil(seconds: number): Promise<void> {
    const { sound } = this.#options
    if (!sound) return
    while (this.#nextSound && this.#nextSound.timestamp <= seconds) {
      await this.#audio.add(this.#nextSound, { decoderConfig: sound.config })
      await this.#readSound()
    }
  }

  async #readSound(): Promise<void> {
    const next = await this.#sound?.next()
    this.#nextSound = next?.done === false ? next.value : undefined
  }
}
