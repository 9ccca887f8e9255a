import 'server-only'
import { registerMediabunnyServer } from '@mediabunny/server'
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input, type InputVideoTrack } from 'mediabunny'
import { SAMPLE_RATE, type StereoSound } from '#lib/server/video/stereo-sound.ts'
import { InspectError } from '#lib/server/media/inspect-job.ts'
import { encodePart } from './encode-part.ts'
import type { JoinJob, Joined, JoinPart } from './join-job.ts'
import { framesAt, type JoinPlan, type PartFacts, planJoin, type PlannedPart } from './join-plan.ts'
import { type JoinedSound, openSound, writeSound } from './joined-sound.ts'
import { JoinedFile } from './joined-file.ts'
import { readPart } from './read-part.ts'
import { silences, soundFrom } from './sound-stream.ts'
import { type TrackConfig, trackConfigOf } from './track-config.ts'

/** What is wrong with one part, by its number from 0. */
export class PartError extends Error {
  override readonly name = 'PartError'
  readonly part: number

  constructor(part: number, cause: unknown) {
    super(`part ${part + 1} of the sequence`, { cause })
    this.part = part
  }
}

type Facts = PartFacts & { startsAt: number; hasSound: boolean }

/**
 * Joins parts of clips to one MP4: packets are taken over where they fit the first part's (join-plan.ts), the rest is encoded once.
 * `onProgress` gets the frames that are in the file, of how many. Throws PartError; whatever is at the output path then is no clip.
 */
export async function joinClips(
  job: JoinJob,
  onProgress: (done: number, frames: number) => void,
): Promise<Joined> {
  registerMediabunnyServer({ hardwareContext: null })
  // One after the other: where several can't be joined, the first of them is named.
  const facts: Facts[] = []
  for (const [index, part] of job.parts.entries()) facts.push(await withPart(part, index, readFacts))
  const plan = planJoin(facts)
  const isSilent = facts.every(({ hasSound }) => !hasSound)
  if (!isSilent) await writeSound(job.soundPath, joinedSound(job.parts, facts, plan))
  await using sound = isSilent ? undefined : await openSound(job.soundPath)
  const copied = plan.parts.findIndex(({ kind }) => kind === 'copy')
  const config = await trackConfigOf(plan, job.parts[copied]?.path)
  await writePictures(job, { facts, plan, sound, config }, onProgress)
  await checkWritten(job, plan)
  const kept = plan.parts.map((part) => (part.kind === 'copy' ? part.to - part.from : 0))
  const { width, height, framesPerSecond, frames } = plan
  return { width, height, framesPerSecond, frames, copied: kept.reduce((sum, count) => sum + count, 0) }
}

async function readFacts(part: JoinPart, video: InputVideoTrack, input: Input): Promise<Facts> {
  const audio = await input.getPrimaryAudioTrack()
  const hasSound = audio !== null && (await audio.canDecode())
  const facts = await readPart(video, part)
  if (part.out < facts.packets.length || !facts.isSteady) return { ...facts, hasSound }
  throw new InspectError('unsupported', {
    en: `It has ${facts.packets.length} frames, and frame ${part.out + 1} is asked for.`,
    zh: `它有 ${facts.packets.length} 帧，却要求第 ${part.out + 1} 帧。`,
  })
}

/** Opens a part for as long as the work takes. */
async function withPart<Result>(
  part: JoinPart,
  index: number,
  work: (part: JoinPart, video: InputVideoTrack, input: Input) => Promise<Result>,
): Promise<Result> {
  try {
    using input = new Input({ source: new FilePathSource(part.path), formats: ALL_FORMATS })
    const video = await input.getPrimaryVideoTrack()
    if (!video) {
      throw new InspectError('unsupported', {
        en: 'There is no picture in this clip.',
        zh: '这个视频中没有画面。',
      })
    }
    return await work(part, video, input)
  } catch (error) {
    throw new PartError(index, error)
  }
}

/** Each part's sound begins at the sample on which its first frame is shown: rounding never adds up. */
async function* joinedSound(
  parts: readonly JoinPart[],
  facts: readonly Facts[],
  { framesPerSecond }: JoinPlan,
): AsyncGenerator<StereoSound> {
  const sampleOf = (frame: number) => Math.round((frame / framesPerSecond) * SAMPLE_RATE)
  let frame = 0
  for (const [index, part] of parts.entries()) {
    const fact = facts[index]
    if (!fact) continue
    const end = frame + framesAt(fact, framesPerSecond)
    const samples = sampleOf(end) - sampleOf(frame)
    frame = end
    if (fact.hasSound) yield* partSound(part, index, fact, samples)
    else yield* silences(samples)
  }
}

async function* partSound(part: JoinPart, index: number, fact: Facts, samples: number) {
  using input = new Input({ source: new FilePathSource(part.path), formats: ALL_FORMATS })
  try {
    const track = await input.getPrimaryAudioTrack()
    const start = fact.startsAt + part.in / fact.framesPerSecond
    if (track) yield* soundFrom(track, start, samples)
  } catch (error) {
    throw new PartError(index, error)
  }
}

interface Making {
  facts: readonly Facts[]
  plan: JoinPlan
  sound: JoinedSound | undefined
  config: TrackConfig
}

async function writePictures(
  job: JoinJob,
  making: Making,
  onProgress: (done: number, frames: number) => void,
) {
  const { facts, plan, sound, config } = making
  const { framesPerSecond, frames } = plan
  const track = { path: job.outputPath, codec: config.codec, config: config.decoder }
  const file = await JoinedFile.open({ ...track, framesPerSecond, frames, sound })
  let done = 0
  try {
    for (const [index, part] of job.parts.entries()) {
      const [planned, fact] = [plan.parts[index], facts[index]]
      if (!planned || !fact) continue
      const start = done
      const add = async (data: Uint8Array, frame: { shows: number; isKey: boolean }) => {
        await file.add(data, { ...frame, shows: start + frame.shows })
        done += 1
        onProgress(done, frames)
      }
      await withPart(part, index, (_, video) =>
        planned.kind === 'copy'
          ? copyPart(video, planned, fact, add)
          : encodePart(video, fact, { plan, setNumber: config.setNumber, add }),
      )
    }
    await file.finish()
  } finally {
    await file.discard()
  }
}

async function copyPart(
  video: InputVideoTrack,
  { from, to }: Extract<PlannedPart, { kind: 'copy' }>,
  facts: PartFacts,
  add: (data: Uint8Array, frame: { shows: number; isKey: boolean }) => Promise<void>,
): Promise<void> {
  const sink = new EncodedPacketSink(video)
  let position = 0
  for await (const packet of sink.packets()) {
    const known = facts.packets[position]
    if (position >= from && known) {
      await add(packet.data, { shows: known.shows - facts.in, isKey: known.isKey })
    }
    position += 1
    if (position >= to) return
  }
}

/** Every frame is in it, and it ends where it should. */
async function checkWritten({ outputPath }: JoinJob, { frames, framesPerSecond }: JoinPlan): Promise<void> {
  using input = new Input({ source: new FilePathSource(outputPath), formats: ALL_FORMATS })
  const video = await input.getPrimaryVideoTrack()
  const { packetCount = 0 } = (await video?.computePacketStats()) ?? {}
  const seconds = (await video?.computeDuration()) ?? 0
  const isWhole = packetCount === frames && Math.abs(seconds - frames / framesPerSecond) < 1 / framesPerSecond
  if (!isWhole) throw new Error(`${packetCount} of ${frames} frames were written, in ${seconds} s`)
}
