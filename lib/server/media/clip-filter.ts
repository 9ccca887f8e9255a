import 'server-only'
import { toAvFrame } from '@mediabunny/server'
import type { VideoSample } from 'mediabunny'
import { AVERROR_EAGAIN, AVERROR_EOF, FFmpegError, FilterGraph, Frame } from 'node-av'
import type { Size } from '#lib/seedance/fix-frame.ts'
import type { MediaFix } from '#lib/seedance/plan-fix.ts'
import { connectGraph, matrixOf, TURNS } from './frame-picture.ts'
import { insideOf } from './fix-picture.ts'

/**
 * Crops, scales and pads the frames of one clip in one FFmpeg graph: YUV from end to end, so nothing is lost in a detour through
 * RGB. All frames must be of one size and one format.
 */
export class ClipFilter {
  readonly #graph = new FilterGraph()
  readonly #chain: (sample: VideoSample, source: Frame) => string
  #ends: Awaited<ReturnType<typeof connectGraph>> | undefined

  private constructor(chain: (sample: VideoSample, source: Frame) => string) {
    this.#chain = chain
  }

  /** `upright` is the size of the original as it is shown; `result` that of what comes out. */
  static create(upright: Size, frame: MediaFix['frame'], result: Size): ClipFilter {
    return new ClipFilter((sample, source) =>
      [
        ...(TURNS[sample.rotation] ?? []),
        ...(sample.flip ? ['hflip'] : []),
        // Pixels that are not square are made so first: the crop counts square ones.
        `scale=${upright.width}:${upright.height}:flags=bicubic:in_color_matrix=${matrixOf(source)}:out_color_matrix=bt709:out_range=tv`,
        'setsar=1',
        'format=yuv420p',
        ...(frame?.crop
          ? [`crop=${frame.crop.width}:${frame.crop.height}:${frame.crop.left}:${frame.crop.top}`]
          : []),
        fitted(frame, frame?.crop ?? upright, result),
        'format=yuv420p',
      ].join(','),
    )
  }

  /** The frames that are done; the sample stays open. The caller frees what it gets. */
  async push(sample: VideoSample, index: number): Promise<Frame[]> {
    const source = new Frame()
    try {
      source.alloc()
      await toAvFrame(sample, source)
      source.pts = BigInt(index)
      if (!this.#ends) {
        this.#graph.alloc()
        this.#ends = await connectGraph(this.#graph, source, this.#chain(sample, source))
      }
      FFmpegError.throwIfError(await this.#ends.input.buffersrcAddFrame(source), 'buffersrcAddFrame')
    } finally {
      source.free()
    }
    return this.#drain()
  }

  async finish(): Promise<Frame[]> {
    if (!this.#ends) return []
    FFmpegError.throwIfError(await this.#ends.input.buffersrcAddFrame(null), 'buffersrcAddFrame')
    return this.#drain()
  }

  async #drain(): Promise<Frame[]> {
    const done: Frame[] = []
    for (;;) {
      const frame = new Frame()
      frame.alloc()
      const code = (await this.#ends?.output.buffersinkGetFrame(frame)) ?? -1
      if (code >= 0) {
        done.push(frame)
        continue
      }
      frame.free()
      if (!FFmpegError.is(code, AVERROR_EAGAIN) && !FFmpegError.is(code, AVERROR_EOF)) {
        FFmpegError.throwIfError(code, 'buffersinkGetFrame')
      }
      return done
    }
  }

  close(): void {
    this.#graph.free()
  }
}

function fitted(frame: MediaFix['frame'], part: Size, { width, height }: Size): string {
  if (!frame?.fill) return `scale=${width}:${height}:flags=lanczos`
  const inner = insideOf(part, { width, height })
  const front = `scale=${inner.width}:${inner.height}:flags=lanczos`
  if (frame.fill !== 'blur') {
    return `${front},pad=${width}:${height}:${inner.left}:${inner.top}:color=${frame.fill}`
  }
  const small = { width: Math.ceil(width / 16) * 2, height: Math.ceil(height / 16) * 2 }
  const sigma = Math.max(2, Math.min(small.width, small.height) / 16)
  const back =
    `scale=${small.width}:${small.height}:force_original_aspect_ratio=increase,` +
    `crop=${small.width}:${small.height},gblur=sigma=${sigma},scale=${width}:${height}:flags=bicubic,setsar=1`
  return `split=2[a][b];[a]${back}[back];[b]${front},setsar=1[front];[back][front]overlay=${inner.left}:${inner.top}`
}
