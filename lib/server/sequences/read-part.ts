import 'server-only'
import { createHash } from 'node:crypto'
import { EncodedPacketSink, type InputVideoTrack } from 'mediabunny'
import { exactRate } from '#lib/generation/frame-rate.ts'
import { readAvcConfig } from './avc-config.ts'
import type { JoinPart } from './join-job.ts'
import type { PacketFacts, PartFacts } from './join-plan.ts'

/** Seconds by which a frame may stand beside the even grid: files count in milliseconds at worst. */
const JITTER = 0.002
/** Baseline, Main and High: 8 bits and 4:2:0. */
const MIXABLE_PROFILES = [66, 77, 100]

/** What the plan has to know of a part's file. `startsAt`: seconds on the file's own clock at which its first frame is shown. */
export async function readPart(
  video: InputVideoTrack,
  { in: first, out: last }: Pick<JoinPart, 'in' | 'out'>,
): Promise<PartFacts & { startsAt: number }> {
  const times: { at: number; isKey: boolean }[] = []
  const options = { metadataOnly: true } as const
  for await (const packet of new EncodedPacketSink(video).packets(undefined, undefined, options))
    times.push({ at: packet.timestamp, isKey: packet.type === 'key' })
  const { averagePacketRate } = await video.computePacketStats()
  const framesPerSecond = exactRate(averagePacketRate)
  const startsAt = times.reduce((least, { at }) => Math.min(least, at), Infinity)
  const { packets, isSteady } = countFrames(times, startsAt, framesPerSecond)
  return {
    in: first,
    out: last,
    width: await video.getDisplayWidth(),
    height: await video.getDisplayHeight(),
    framesPerSecond,
    packets,
    isSteady,
    startsAt,
    ...(await streamOf(video)),
  }
}

function countFrames(
  times: readonly { at: number; isKey: boolean }[],
  startsAt: number,
  rate: number,
): { packets: PacketFacts[]; isSteady: boolean } {
  const packets = times.map(({ at, isKey }) => ({ shows: Math.round((at - startsAt) * rate), isKey }))
  const isOnGrid = times.every(({ at }, index) => {
    const shows = packets[index]?.shows ?? 0
    return Math.abs(at - startsAt - shows / rate) <= JITTER
  })
  // Each number once: no gap, no two frames on one place.
  const isSteady = isOnGrid && new Set(packets.map(({ shows }) => shows)).size === packets.length
  return { packets, isSteady }
}

async function streamOf(video: InputVideoTrack): Promise<Pick<PartFacts, 'stream' | 'canMix'>> {
  const config = await video.getDecoderConfig()
  const isUpright = (await video.getRotation()) === 0
  const [width, height] = [await video.getCodedWidth(), await video.getCodedHeight()]
  const isSquare = width === (await video.getDisplayWidth()) && height === (await video.getDisplayHeight())
  const description = config?.description && bytesOf(config.description)
  if (!config || !description || !isUpright || !isSquare) return { canMix: false }
  const { primaries, transfer, matrix, fullRange } = await video.getColorSpace()
  const colours = [primaries, transfer, matrix, fullRange]
  const codec = await video.getCodec()
  const digest = createHash('sha256').update(description).digest('hex')
  return {
    stream: JSON.stringify([codec, config.codec, width, height, colours, digest]),
    canMix: codec === 'avc' && isMixable(description) && is709(colours),
  }
}

function isMixable(description: Uint8Array): boolean {
  const config = readAvcConfig(description)
  return config?.lengthSize === 4 && MIXABLE_PROFILES.includes(config.profile)
}

/** As what is encoded here is marked. */
function is709(colours: readonly unknown[]): boolean {
  return JSON.stringify(colours) === JSON.stringify(['bt709', 'bt709', 'bt709', false])
}

export function bytesOf(source: AllowSharedBufferSource): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source)
}
