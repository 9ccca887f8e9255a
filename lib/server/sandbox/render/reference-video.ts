import 'server-only'
import { createCanvas, type Canvas } from '@napi-rs/canvas'
import { registerMediabunnyServer, toAvFrame } from '@mediabunny/server'
import {
  ALL_FORMATS,
  FilePathSource,
  Input,
  VideoSampleSink,
  type InputVideoTrack,
  type VideoSample,
} from 'mediabunny'
import {
  AV_PIX_FMT_RGBA,
  AVCOL_RANGE_JPEG,
  AVCOL_SPC_BT709,
  AVCOL_SPC_RGB,
  AVCOL_SPC_SMPTE170M,
  AVCOL_SPC_UNSPECIFIED,
  FFmpegError,
  Frame,
  SoftwareScaleContext,
} from 'node-av'
import { canvasOf, type Size } from './pixel-canvas.ts'
import { RenderFailed } from './render-job.ts'

/** From here on, a video that doesn't say is taken for BT.709, below for BT.601, as players do. */
const HD_HEIGHT = 720

/** Reads the frames of one reference video as upright RGBA pictures, no larger than asked for. */
export class ReferenceVideo implements Disposable {
  readonly shape: Size
  readonly seconds: number
  readonly #input: Input
  readonly #sink: VideoSampleSink
  readonly #index: number
  readonly #scaler = new SoftwareScaleContext()

  private constructor(
    input: Input,
    track: InputVideoTrack,
    facts: { shape: Size; seconds: number; index: number },
  ) {
    this.#input = input
    this.#sink = new VideoSampleSink(track)
    this.shape = facts.shape
    this.seconds = facts.seconds
    this.#index = facts.index
    this.#scaler.allocContext()
    this.#scaler.setOption('sws_flags', 'bilinear')
  }

  /** Rejects with RenderFailed naming the reference when there is nothing to decode. */
  static async open(path: string, index: number): Promise<ReferenceVideo> {
    registerMediabunnyServer({ hardwareContext: null })
    const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS })
    try {
      const track = await input.getPrimaryVideoTrack()
      if (!track) throw new Error('no video track')
      const seconds = await track.computeDuration()
      const shape = { width: await track.getDisplayWidth(), height: await track.getDisplayHeight() }
      if (!(seconds > 0) || !(shape.width > 0) || !(await track.canDecode()))
        throw new Error('nothing to decode')
      return new ReferenceVideo(input, track, { shape, seconds, index })
    } catch (cause) {
      input.dispose()
      throw undecodable(index, cause)
    }
  }

  /** The frame on screen at a time, at the video's own size. */
  async frameNear(seconds: number): Promise<Canvas> {
    for await (const frame of this.frames([seconds], this.shape)) return frame
    throw undecodable(this.#index)
  }

  /** One picture per time asked for; times rise, or start over from 0. `size` is that of the upright picture. */
  async *frames(times: Iterable<number>, size: Size): AsyncGenerator<Canvas> {
    let latest: Canvas | undefined
    for await (const sample of this.#sink.samplesAtTimestamps(times)) {
      if (sample) {
        latest = await this.#toCanvas(sample, size)
        sample.close()
      }
      // A time before the first frame has none; then the next one serves.
      if (latest) yield latest
      else throw undecodable(this.#index)
    }
  }

  async #toCanvas(sample: VideoSample, size: Size): Promise<Canvas> {
    const isTurned = sample.rotation % 180 !== 0
    const stored = isTurned ? { width: size.height, height: size.width } : size
    using frame = new Frame()
    frame.alloc()
    await toAvFrame(sample, frame)
    if (frame.colorSpace === AVCOL_SPC_UNSPECIFIED) {
      frame.colorSpace = this.shape.height >= HD_HEIGHT ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M
    }
    using scaled = new Frame()
    scaled.alloc()
    scaled.width = stored.width
    scaled.height = stored.height
    scaled.format = AV_PIX_FMT_RGBA
    scaled.colorSpace = AVCOL_SPC_RGB
    scaled.colorRange = AVCOL_RANGE_JPEG
    FFmpegError.throwIfError(scaled.allocBuffer(), 'Making room for a frame')
    FFmpegError.throwIfError(await this.#scaler.scaleFrame(scaled, frame), 'Converting a frame')
    const picture = canvasOf(scaled.toBuffer(), stored)
    return sample.rotation === 0 ? picture : turn(picture, sample.rotation, size)
  }

  [Symbol.dispose](): void {
    this.#input.dispose()
    this.#scaler.freeContext()
  }
}

function turn(picture: Canvas, degrees: number, size: Size): Canvas {
  const upright = createCanvas(size.width, size.height)
  const context = upright.getContext('2d')
  context.translate(size.width / 2, size.height / 2)
  context.rotate((degrees * Math.PI) / 180)
  context.drawImage(picture, -picture.width / 2, -picture.height / 2)
  return upright
}

function undecodable(referenceIndex: number, cause?: unknown): RenderFailed {
  return new RenderFailed(`The video of reference ${referenceIndex + 1} could not be decoded.`, {
    referenceIndex,
    cause,
  })
}
