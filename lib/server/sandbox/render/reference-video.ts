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
import { imageDataOf, type Size } from './pixel-canvas.ts'
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

  /**
   * One picture per time asked for; times rise, or start over from 0. `size` is that of the upright picture. It is always
   * the same canvas, drawn anew: at 1080p a canvas per frame is 200 MB a second.
   */
  async *frames(times: Iterable<number>, size: Size): AsyncGenerator<Canvas> {
    const canvas = createCanvas(size.width, size.height)
    let scaled: Frame | undefined
    try {
      for await (const sample of this.#sink.samplesAtTimestamps(times)) {
        if (sample) {
          scaled ??= makeFrame(
            sample.rotation % 180 === 0 ? size : { width: size.height, height: size.width },
          )
          await this.#scale(sample, scaled)
          drawUpright(canvas, scaled, sample.rotation)
          sample.close()
        }
        // A time between two frames shows the one before.
        if (scaled) yield canvas
        else throw undecodable(this.#index)
      }
    } finally {
      scaled?.free()
    }
  }

  async #scale(sample: VideoSample, into: Frame): Promise<void> {
    using frame = new Frame()
    frame.alloc()
    await toAvFrame(sample, frame)
    if (frame.colorSpace === AVCOL_SPC_UNSPECIFIED) {
      frame.colorSpace = this.shape.height >= HD_HEIGHT ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M
    }
    FFmpegError.throwIfError(await this.#scaler.scaleFrame(into, frame), 'Converting a frame')
  }

  [Symbol.dispose](): void {
    this.#input.dispose()
    this.#scaler.freeContext()
  }
}

function makeFrame(size: Size): Frame {
  const frame = new Frame()
  frame.alloc()
  frame.width = size.width
  frame.height = size.height
  frame.format = AV_PIX_FMT_RGBA
  frame.colorSpace = AVCOL_SPC_RGB
  frame.colorRange = AVCOL_RANGE_JPEG
  FFmpegError.throwIfError(frame.allocBuffer(), 'Making room for a frame')
  return frame
}

function drawUpright(canvas: Canvas, frame: Frame, degrees: number): void {
  const context = canvas.getContext('2d')
  const pixels = imageDataOf(frame.toBuffer(), frame)
  if (degrees === 0) {
    context.putImageData(pixels, 0, 0)
    return
  }
  const lying = createCanvas(frame.width, frame.height)
  lying.getContext('2d').putImageData(pixels, 0, 0)
  context.save()
  context.translate(canvas.width / 2, canvas.height / 2)
  context.rotate((degrees * Math.PI) / 180)
  context.drawImage(lying, -lying.width / 2, -lying.height / 2)
  context.restore()
}

function undecodable(referenceIndex: number, cause?: unknown): RenderFailed {
  return new RenderFailed(`The video of reference ${referenceIndex + 1} could not be decoded.`, {
    referenceIndex,
    cause,
  })
}
