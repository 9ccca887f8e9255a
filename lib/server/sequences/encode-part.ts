import 'server-only'
import { VideoSampleSink, type InputVideoTrack } from 'mediabunny'
import type { Frame } from 'node-av'
import { ClipFilter } from '#lib/server/media/clip-filter.ts'
import { InspectError } from '#lib/server/media/inspect-job.ts'
import { type EncodedFrame, H264Encoder } from '#lib/server/video/h264-encoder.ts'
import { withLengths } from './avc-config.ts'
import { framesAt, type JoinPlan, type PartFacts } from './join-plan.ts'

/**
 * Decodes one part and encodes it in the size and at the rate of the whole; what has another shape keeps all of itself and stands on
 * black. Begins with a key frame. `add` gets the packets as an MP4 holds them.
 */
export async function encodePart(
  video: InputVideoTrack,
  facts: PartFacts & { startsAt: number },
  to: {
    plan: JoinPlan
    setNumber: number
    add(data: Uint8Array, frame: { shows: number; isKey: boolean }): Promise<void>
  },
): Promise<void> {
  const { width, height, framesPerSecond } = to.plan
  const isFitting = facts.width === width && facts.height === height
  const upright = { width: facts.width, height: facts.height }
  const frame = isFitting ? undefined : ({ width, height, fill: 'black' } as const)
  const filter = ClipFilter.create(upright, frame, { width, height })
  const encoder = await H264Encoder.open(width, height, framesPerSecond, to.setNumber)
  const give = async (packets: readonly EncodedFrame[]) => {
    for (const { data, index, isKey } of packets) await to.add(withLengths(data), { shows: index, isKey })
  }
  let encoded = 0
  const encode = async (frames: readonly Frame[]) => {
    for (const one of frames) await give(await encoder.encodeFrame(one, encoded++))
  }
  try {
    const times = timesOf(facts, framesPerSecond)
    const sink = new VideoSampleSink(video, { hardwareAcceleration: 'prefer-software' })
    let index = 0
    for await (const sample of sink.samplesAtTimestamps(times)) {
      if (!sample) throw undecodable(times[index] ?? 0)
      await encode(await filter.push(sample, index).finally(() => sample.close()))
      index += 1
    }
    await encode(await filter.finish())
    await give(await encoder.finish())
    if (encoded !== times.length) throw undecodable(times[encoded] ?? 0)
  } finally {
    filter.close()
    encoder.close()
  }
}

/** Seconds on the file's own clock: the middle of each frame's time, so that rounding never shows a neighbour. */
function timesOf(facts: PartFacts & { startsAt: number }, rate: number): number[] {
  const { startsAt, framesPerSecond } = facts
  const start = startsAt + facts.in / framesPerSecond
  const last = startsAt + (facts.out + 0.5) / framesPerSecond
  return Array.from({ length: framesAt(facts, rate) }, (_, index) =>
    Math.min(last, start + (index + 0.5) / rate),
  )
}

function undecodable(seconds: number): InspectError {
  return new InspectError('undecodable', {
    en: `It cannot be decoded at ${seconds.toFixed(1)} s.`,
    zh: `在 ${seconds.toFixed(1)} 秒处无法解码。`,
  })
}
