import 'server-only'
import { toAvFrame } from '@mediabunny/server'
import type { VideoSample } from 'mediabunny'
import { AVCOL_SPC_UNSPECIFIED, FFmpegError, Filter, FilterGraph, FilterInOut, Frame } from 'node-av'

/** Rows of a picture from this height on are taken for HD, whose colours are BT.709 where the file does not say. */
const HD_HEIGHT = 720

/**
 * A decoded frame as RGBA of exactly `width` by `height`, upright. Goes through one filter graph of FFmpeg's, because
 * mediabunny's own conversion takes every frame for BT.601, which tints HD clips, and that tint would add up from take to
 * take when a last frame becomes a first frame. The sample stays open.
 */
export async function frameToRgba(sample: VideoSample, width: number, height: number): Promise<Buffer> {
  const source = new Frame()
  const result = new Frame()
  const graph = new FilterGraph()
  try {
    source.alloc()
    await toAvFrame(sample, source)
    graph.alloc()
    const { input, output } = await connectGraph(graph, source, filtersFor(sample, source, width, height))
    FFmpegError.throwIfError(await input.buffersrcAddFrame(source), 'buffersrcAddFrame')
    result.alloc()
    FFmpegError.throwIfError(await output.buffersinkGetFrame(result), 'buffersinkGetFrame')
    return packRows(result, width, height)
  } finally {
    graph.free()
    source.free()
    result.free()
  }
}

/** Puts a chain of filters between two ends that take and give frames; `source` tells what kind of frames will come. */
export async function connectGraph(graph: FilterGraph, source: Frame, filters: string) {
  const format =
    `video_size=${source.width}x${source.height}:pix_fmt=${source.format}:time_base=1/1000000:pixel_aspect=1/1` +
    `:colorspace=${source.colorSpace}:range=${source.colorRange}`
  const input = graph.createFilter(named('buffer'), 'source', format)
  const output = graph.createFilter(named('buffersink'), 'sink')
  if (!input || !output) throw new Error('FFmpeg made no filters')
  // FFmpeg names the ends as the parsed chain sees them: its input is what the source puts out.
  const outputs = FilterInOut.createList([{ name: 'in', filterCtx: input, padIdx: 0 }])
  const inputs = FilterInOut.createList([{ name: 'out', filterCtx: output, padIdx: 0 }])
  FFmpegError.throwIfError(graph.parsePtr(`[in]${filters}[out]`, inputs, outputs), 'parsePtr')
  FFmpegError.throwIfError(await graph.config(), 'config')
  return { input, output }
}

function named(name: string): Filter {
  const filter = Filter.getByName(name)
  if (!filter) throw new Error(`this FFmpeg has no filter ${name}`)
  return filter
}

/** The filters that set a frame upright, by the degrees of its rotation. */
export const TURNS: Record<number, string[]> = {
  90: ['transpose=1'],
  180: ['hflip', 'vflip'],
  270: ['transpose=2'],
}

function filtersFor(sample: VideoSample, source: Frame, width: number, height: number): string {
  return [
    ...(TURNS[sample.rotation] ?? []),
    ...(sample.flip ? ['hflip'] : []),
    `scale=${width}:${height}:flags=bicubic+accurate_rnd+full_chroma_int:in_color_matrix=${matrixOf(source)}`,
    'format=rgba',
  ].join(',')
}

/** For `in_color_matrix`: as the frame says, else as players guess. */
export function matrixOf({ colorSpace, height }: Frame): 'auto' | 'bt709' | 'bt601' {
  if (colorSpace !== AVCOL_SPC_UNSPECIFIED) return 'auto'
  return height >= HD_HEIGHT ? 'bt709' : 'bt601'
}

/** Without the padding that FFmpeg puts at the end of each row. */
function packRows(frame: Frame, width: number, height: number): Buffer {
  const plane = frame.data?.[0]
  const stride = frame.linesize[0]
  if (!plane || stride === undefined || frame.width !== width || frame.height !== height) {
    throw new Error('FFmpeg gave no picture')
  }
  const packed = Buffer.alloc(width * height * 4)
  for (let row = 0; row < height; row += 1) {
    plane.copy(packed, row * width * 4, row * stride, row * stride + width * 4)
  }
  return packed
}
