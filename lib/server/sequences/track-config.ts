import 'server-only'
import { ALL_FORMATS, FilePathSource, Input, type VideoCodec } from 'mediabunny'
import { H264Encoder } from '#lib/server/video/h264-encoder.ts'
import {
  avcCodecString,
  type AvcConfig,
  configOfPacket,
  freeSetNumber,
  mergeAvcConfigs,
  readAvcConfig,
  writeAvcConfig,
} from './avc-config.ts'
import type { JoinPlan } from './join-plan.ts'
import { bytesOf } from './read-part.ts'

/** What the head of the joined track says, for the packets that are taken over and for those that are encoded. */
export interface TrackConfig {
  codec: VideoCodec
  decoder: VideoDecoderConfig
  /** Of the parameter sets that the encoder has to write. */
  setNumber: number
}

const BT709 = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } as const

/** `copiedFrom`: the file of a part that is taken over, if any is. */
export async function trackConfigOf(plan: JoinPlan, copiedFrom: string | undefined): Promise<TrackConfig> {
  const taken = copiedFrom === undefined ? undefined : await configOfFile(copiedFrom)
  if (taken && plan.parts.every(({ kind }) => kind === 'copy')) return { ...taken, setNumber: 0 }
  const description = taken?.decoder.description && readAvcConfig(bytesOf(taken.decoder.description))
  const setNumber = description ? freeSetNumber(description) : 0
  const own = await ownConfig(plan, setNumber)
  const config = description ? mergeAvcConfigs(description, own) : own
  return {
    codec: 'avc',
    setNumber,
    decoder: {
      codec: avcCodecString(config),
      codedWidth: plan.width,
      codedHeight: plan.height,
      colorSpace: BT709,
      description: writeAvcConfig(config),
    },
  }
}

async function configOfFile(path: string): Promise<Pick<TrackConfig, 'codec' | 'decoder'> | undefined> {
  using input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS })
  const video = await input.getPrimaryVideoTrack()
  const [codec, decoder] = [await video?.getCodec(), await video?.getDecoderConfig()]
  return codec && decoder ? { codec, decoder } : undefined
}

/** Parameter sets follow from size and rate alone: those of one grey frame are those of all. */
async function ownConfig({ width, height, framesPerSecond }: JoinPlan, set: number): Promise<AvcConfig> {
  const encoder = await H264Encoder.open(width, height, framesPerSecond, set)
  try {
    const packets = [...(await encoder.encode(Buffer.alloc(width * height * 4, 128), 0))]
    packets.push(...(await encoder.finish()))
    const [first] = packets
    if (!first) throw new Error('the encoder gave nothing')
    return configOfPacket(first.data)
  } finally {
    encoder.close()
  }
}
