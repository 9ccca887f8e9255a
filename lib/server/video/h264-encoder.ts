import 'server-only'
import {
  AV_PICTURE_TYPE_I,
  AV_PICTURE_TYPE_NONE,
  AV_PIX_FMT_RGBA,
  AV_PIX_FMT_YUV420P,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_JPEG,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_SPC_RGB,
  AVCOL_TRC_BT709,
  AV_LOG_ERROR,
  Codec,
  CodecContext,
  FF_ENCODER_LIBX264,
  FFmpegError,
  Frame,
  Log,
  Packet,
  Rational,
  SoftwareScaleContext,
} from 'node-av'
import { FPS } from '#lib/seedance/models.ts'

/*
 * H.264 straight from libx264. mediabunny's own video source would do, but it fixes the preset at ultrafast, converts to
 * BT.601 and tags nothing, so that HD clips come out with shifted colours in browsers. Measured at 720p, 2 cores:
 * veryfast at crf 20 costs 0.25 s per second of video, ultrafast 0.22 s at more than twice the bytes.
 * Ark sends 10-bit HEVC for 2.0's 4k and 2.5's 1080p; here it is 8-bit H.264 at every size, which every browser plays.
 */

const PRESET = 'veryfast'
const CRF = 20
/** A fixed number, so that the same frames give the same bytes on every machine. */
const THREADS = 2
/** Four frames instead of the preset's ten: 50 MB less at 1080p, and no larger a file. */
const LOOK_AHEAD = 'rc-lookahead=4:sync-lookahead=0'
const KEY_FRAME_SECONDS = 2

export interface EncodedFrame {
  /** Annex B. */
  data: Uint8Array
  isKey: boolean
  /** Position in the clip, 0 first. */
  index: number
}

export class H264Encoder {
  readonly #width: number
  readonly #height: number
  readonly #codec = new CodecContext()
  readonly #scaler = new SoftwareScaleContext()
  readonly #planar = new Frame()
  readonly #packet = new Packet()

  private constructor(width: number, height: number) {
    this.#width = width
    this.#height = height
  }

  /** `setNumber` tells its parameter sets from those of another encoder in the same track; 0 to 31. */
  static async open(
    width: number,
    height: number,
    framesPerSecond: number = FPS,
    setNumber = 0,
  ): Promise<H264Encoder> {
    Log.setLevel(AV_LOG_ERROR)
    const encoder = new H264Encoder(width, height)
    await encoder.#open(framesPerSecond, setNumber)
    return encoder
  }

  async #open(framesPerSecond: number, setNumber: number): Promise<void> {
    const libx264 = Codec.findEncoderByName(FF_ENCODER_LIBX264)
    if (!libx264) throw new Error('This machine’s media library has no H.264 encoder.')
    const codec = this.#codec
    codec.allocContext3(libx264)
    codec.width = this.#width
    codec.height = this.#height
    codec.pixelFormat = AV_PIX_FMT_YUV420P
    // Thousandths hold 23.976 and 29.97 closely enough to plan bits by; the file's own times are exact.
    codec.timeBase = new Rational(1000, Math.round(framesPerSecond * 1000))
    codec.framerate = new Rational(Math.round(framesPerSecond * 1000), 1000)
    codec.gopSize = Math.round(KEY_FRAME_SECONDS * framesPerSecond)
    codec.maxBFrames = 0
    codec.threadCount = THREADS
    codec.colorRange = AVCOL_RANGE_MPEG
    codec.colorSpace = AVCOL_SPC_BT709
    codec.colorPrimaries = AVCOL_PRI_BT709
    codec.colorTrc = AVCOL_TRC_BT709
    codec.setOption('preset', PRESET)
    codec.setOption('crf', String(CRF))
    codec.setOption('x264-params', setNumber === 0 ? LOOK_AHEAD : `${LOOK_AHEAD}:sps-id=${setNumber}`)
    FFmpegError.throwIfError(await codec.open2(), 'Opening the H.264 encoder')
    this.#scaler.allocContext()
    this.#scaler.setOption('sws_flags', 'fast_bilinear')
    this.#packet.alloc()
    const planar = this.#planar
    planar.alloc()
    planar.width = this.#width
    planar.height = this.#height
    planar.format = AV_PIX_FMT_YUV420P
    planar.colorSpace = AVCOL_SPC_BT709
    planar.colorRange = AVCOL_RANGE_MPEG
    FFmpegError.throwIfError(planar.allocBuffer(), 'Making room for a frame')
  }

  /** Copies the pixels at once; the caller may draw on while the promise is pending. One call at a time. */
  encode(pixels: Buffer, index: number): Promise<EncodedFrame[]> {
    const frame = Frame.fromVideoBuffer(pixels, {
      width: this.#width,
      height: this.#height,
      format: AV_PIX_FMT_RGBA,
    })
    frame.colorSpace = AVCOL_SPC_RGB
    frame.colorRange = AVCOL_RANGE_JPEG
    return this.encodeFrame(frame, index)
  }

  /** A frame of this size in any format, whose colours it names itself. Frees it. */
  async encodeFrame(frame: Frame, index: number): Promise<EncodedFrame[]> {
    try {
      FFmpegError.throwIfError(this.#planar.makeWritable(), 'Making a frame writable')
      FFmpegError.throwIfError(await this.#scaler.scaleFrame(this.#planar, frame), 'Converting a frame')
    } finally {
      frame.free()
    }
    this.#planar.pts = BigInt(index)
    this.#planar.pictType = index === 0 ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE
    FFmpegError.throwIfError(await this.#codec.sendFrame(this.#planar), 'Encoding a frame')
    return this.#takePackets()
  }

  async finish(): Promise<EncodedFrame[]> {
    FFmpegError.throwIfError(await this.#codec.sendFrame(null), 'Ending the encoder')
    return this.#takePackets()
  }

  async #takePackets(): Promise<EncodedFrame[]> {
    const taken: EncodedFrame[] = []
    while ((await this.#codec.receivePacket(this.#packet)) === 0) {
      const { data, pts, isKeyframe } = this.#packet
      if (data) taken.push({ data: new Uint8Array(data), isKey: isKeyframe, index: Number(pts) })
      this.#packet.unref()
    }
    return taken
  }

  close(): void {
    this.#codec.freeContext()
    this.#scaler.freeContext()
    this.#planar.free()
    this.#packet.free()
  }
}
