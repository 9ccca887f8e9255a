import 'server-only'
import { registerMediabunnyServer } from '@mediabunny/server'
import {
  ALL_FORMATS,
  AudioSampleSink,
  FilePathSource,
  Input,
  VideoSampleSink,
  type InputAudioTrack,
  type InputVideoTrack,
  type VideoSample,
} from 'mediabunny'
import sharp from 'sharp'
import { frameToRgba } from './frame-picture.ts'
import { InspectError, type InspectJob, type MediaInspection, type SpriteLayout } from './inspect-job.ts'
import { hasWholeBoxes } from './mp4-boxes.ts'
import { thumbhashOf } from './thumbhash.ts'

/** Longest sides, pixels. */
const POSTER_SIDE = 1280
const TILE_SIDE = 240
const TILES = { columns: 4, rows: 4 }

/** Twice the 8-bit area of the largest clip a model takes or makes (8.3 million pixels). */
const MAX_PIXELS = 17_000_000

/** Share of the packets that must come out as frames: players drop a few at edit lists, a broken file loses many. */
const WHOLE_SHARE = 0.95

interface Track {
  video: InputVideoTrack
  width: number
  height: number
  duration: number
}

/** Probes in pure JavaScript, then decodes with FFmpeg as `job.decode` says, and makes poster and sprite on the way. */
export async function inspectClip(job: InspectJob): Promise<MediaInspection> {
  if (!(await hasWholeBoxes(job.path))) {
    throw new InspectError('truncated', {
      en: 'The clip is incomplete: the file ends before the clip does.',
      zh: '视频不完整：文件提前结束。',
    })
  }
  registerMediabunnyServer({ hardwareContext: null })
  using input = new Input({ source: new FilePathSource(job.path), formats: ALL_FORMATS })
  const track = await readTrack(input)
  const audio = await input.getPrimaryAudioTrack()
  const { packetCount, averagePacketRate } = await track.video.computePacketStats()
  if (job.decode === 'whole') await decodeWhole(track, packetCount, audio)
  const pictures = await makePictures(job, track)
  return {
    width: track.width,
    height: track.height,
    duration: track.duration,
    fps: Math.round(averagePacketRate * 1000) / 1000,
    hasAudio: audio !== null,
    ...pictures,
  }
}

async function readTrack(input: Input): Promise<Track> {
  const video = (await input.canRead()) ? await input.getPrimaryVideoTrack() : null
  if (!video)
    throw new InspectError('unsupported', {
      en: 'There is no picture in this clip.',
      zh: '这个视频中没有画面。',
    })
  const [width, height] = [await video.getDisplayWidth(), await video.getDisplayHeight()]
  const duration = await video.computeDuration()
  if (!(duration > 0 && width > 0 && height > 0)) {
    throw new InspectError('truncated', {
      en: 'The clip is incomplete: it has no length or no size.',
      zh: '视频不完整：没有时长或尺寸。',
    })
  }
  if (width * height > MAX_PIXELS) {
    throw new InspectError('too_large', {
      en: `The clip is too large to be decoded here (${width} × ${height}).`,
      zh: `视频过大，无法在这里解码（${width} × ${height}）。`,
    })
  }
  if (!(await video.canDecode())) {
    const codec = (await video.getCodecParameterString()) ?? String(await video.getInternalCodecId())
    throw new InspectError('unsupported', {
      en: `The clip's codec (${codec}) cannot be read. Convert it to MP4 with H.264.`,
      zh: `无法读取视频的编码（${codec}）。请转换为 H.264 的 MP4。`,
    })
  }
  return { video, width, height, duration }
}

async function decodeWhole(track: Track, packets: number, audio: InputAudioTrack | null): Promise<void> {
  let frames = 0
  for await (const sample of samplesOf(track.video).samples()) {
    frames += 1
    sample.close()
  }
  if (frames < packets * WHOLE_SHARE) {
    throw new InspectError('undecodable', {
      en: `The clip is damaged: only ${frames} of ${packets} frames can be decoded.`,
      zh: `视频已损坏：${packets} 帧中只有 ${frames} 帧能解码。`,
    })
  }
  if (!audio) return
  for await (const sample of new AudioSampleSink(audio).samples()) sample.close()
}

function samplesOf(video: InputVideoTrack): VideoSampleSink {
  // Looking for a GPU takes seconds and fills stderr where there is none.
  return new VideoSampleSink(video, { hardwareAcceleration: 'prefer-software' })
}

async function makePictures(job: InspectJob, track: Track): Promise<Partial<MediaInspection>> {
  const sink = samplesOf(track.video)
  const first = await sink.getSample(await track.video.getFirstTimestamp())
  if (!first)
    throw new InspectError('undecodable', {
      en: 'The first frame of the clip cannot be decoded.',
      zh: '视频的第一帧无法解码。',
    })
  const poster = await sharpOf(first, fitInside(track, POSTER_SIDE)).finally(() => first.close())
  const preview = await poster.webp({ quality: 80 }).toBuffer()
  await sharp(preview).toFile(job.posterPath)
  const last = await sink.getSample(Infinity)
  if (!last)
    throw new InspectError('undecodable', {
      en: 'The last frame of the clip cannot be decoded.',
      zh: '视频的最后一帧无法解码。',
    })
  try {
    return {
      thumbhash: await thumbhashOf(preview),
      ...(job.spritePath !== undefined && { sprite: await makeSprite(job.spritePath, track, sink) }),
      ...(job.lastFramePath !== undefined && {
        lastFrame: await saveLastFrame(job.lastFramePath, track, last),
      }),
    }
  } finally {
    last.close()
  }
}

async function saveLastFrame(path: string, track: Track, sample: VideoSample) {
  const size = { width: track.width, height: track.height }
  await (await sharpOf(sample, size)).removeAlpha().png().toFile(path)
  return size
}

/** Sixteen frames, each from the middle of its sixteenth, in reading order. */
async function makeSprite(path: string, track: Track, sink: VideoSampleSink): Promise<SpriteLayout> {
  const tile = fitInside(track, TILE_SIDE)
  const count = TILES.columns * TILES.rows
  const times = Array.from({ length: count }, (_, index) => ((index + 0.5) / count) * track.duration)
  const tiles: {
    input: Buffer
    raw: { width: number; height: number; channels: 4 }
    left: number
    top: number
  }[] = []
  for await (const sample of sink.samplesAtTimestamps(times)) {
    const index = tiles.length
    if (!sample)
      throw new InspectError('undecodable', {
        en: `The clip cannot be decoded at ${times[index]?.toFixed(1)} s.`,
        zh: `视频在 ${times[index]?.toFixed(1)} 秒处无法解码。`,
      })
    tiles.push({
      input: await frameToRgba(sample, tile.width, tile.height).finally(() => sample.close()),
      raw: { ...tile, channels: 4 },
      left: (index % TILES.columns) * tile.width,
      top: Math.floor(index / TILES.columns) * tile.height,
    })
  }
  const sheet = {
    width: tile.width * TILES.columns,
    height: tile.height * TILES.rows,
    channels: 3,
    background: '#000',
  } as const
  await sharp({ create: sheet }).composite(tiles).jpeg({ quality: 75 }).toFile(path)
  return { ...TILES, tileWidth: tile.width, tileHeight: tile.height }
}

async function sharpOf(sample: VideoSample, size: { width: number; height: number }) {
  return sharp(await frameToRgba(sample, size.width, size.height), { raw: { ...size, channels: 4 } })
}

/** Never enlarged. */
function fitInside({ width, height }: { width: number; height: number }, side: number) {
  const scale = Math.min(1, side / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
