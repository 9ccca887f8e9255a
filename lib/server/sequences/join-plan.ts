import 'server-only'

/**
 * Which parts of a sequence are taken over packet by packet, and which are encoded. Pure: it is told what is in the files. Sound is
 * not planned: AAC counts in blocks of 1024 samples that no cut of pictures falls on, so it is always encoded, once, as a whole.
 */

/** One part as its file has it. Frames are counted in the order in which they are shown, from 0. */
export interface PartFacts {
  /** Both shown. */
  in: number
  out: number
  /** Pixels as shown, rotation and pixel aspect applied. */
  width: number
  height: number
  framesPerSecond: number
  /** Packets in the order of the file, which is that of decoding. */
  packets: readonly PacketFacts[]
  /** Frames stand on an even grid from the first one on. */
  isSteady: boolean
  /** Equal for streams whose packets can stand in one track. Absent: pictures are turned or stretched, or the file says too little. */
  stream?: string | undefined
  /** Such a track may also hold what is encoded here: H.264 of 8 bits, in BT.709. */
  canMix: boolean
}

export interface PacketFacts {
  /** Which frame it is, in the order of showing. */
  shows: number
  isKey: boolean
}

export type PlannedPart =
  /** Packets `from` up to and not including `to`. */
  { kind: 'copy'; from: number; to: number } | { kind: 'encode' }

export interface JoinPlan {
  width: number
  height: number
  framesPerSecond: number
  parts: PlannedPart[]
  /** Frames in all. */
  frames: number
}

/**
 * Size and rate are the first part's. Where all parts have one stream and are cut where it can be, nothing is encoded. Else the parts of the
 * stream that most frames are of stay as they are, if what is encoded may stand beside them.
 */
export function planJoin(parts: readonly PartFacts[]): JoinPlan {
  const [first] = parts
  if (first === undefined) throw new Error('a sequence without parts')
  const runs = parts.map((part) => (fits(part, first) ? runOf(part) : undefined))
  const isWhole =
    runs.every((run) => run !== undefined) && parts.every(({ stream }) => stream === first.stream)
  const kept = isWhole ? first.stream : largestMixable(parts, runs, first)
  return {
    width: isWhole ? first.width : evenBelow(first.width),
    height: isWhole ? first.height : evenBelow(first.height),
    framesPerSecond: first.framesPerSecond,
    frames: parts.reduce((sum, part) => sum + framesAt(part, first.framesPerSecond), 0),
    parts: parts.map((part, index) => {
      const run = runs[index]
      const isKept = run !== undefined && kept !== undefined && part.stream === kept
      return isKept ? { kind: 'copy', ...run } : { kind: 'encode' }
    }),
  }
}

/** How many frames a part has once it is shown at this rate; at least one. */
export function framesAt(part: Pick<PartFacts, 'in' | 'out' | 'framesPerSecond'>, rate: number): number {
  const own = part.out - part.in + 1
  return part.framesPerSecond === rate ? own : Math.max(1, Math.round((own / part.framesPerSecond) * rate))
}

function fits(part: PartFacts, first: PartFacts): boolean {
  return (
    part.stream !== undefined &&
    part.isSteady &&
    part.framesPerSecond === first.framesPerSecond &&
    part.width === first.width &&
    part.height === first.height
  )
}

/**
 * The packets of exactly the frames from `in` to `out`, if they lie together in the file and begin with a key frame that is also the first
 * one shown: what is decoded then needs nothing that lies before.
 */
function runOf({ packets, in: first, out: last }: PartFacts): { from: number; to: number } | undefined {
  const from = packets.findIndex(({ shows }) => shows === first)
  const to = from + last - first + 1
  if (from < 0 || packets[from]?.isKey !== true || to > packets.length) return undefined
  const isExact = packets.slice(from, to).every(({ shows }) => shows >= first && shows <= last)
  return isExact ? { from, to } : undefined
}

function largestMixable(
  parts: readonly PartFacts[],
  runs: readonly (object | undefined)[],
  first: PartFacts,
): string | undefined {
  if (first.width % 2 !== 0 || first.height % 2 !== 0) return undefined
  const frames = new Map<string, number>()
  for (const [index, part] of parts.entries()) {
    if (runs[index] === undefined || part.stream === undefined || !part.canMix) continue
    frames.set(part.stream, (frames.get(part.stream) ?? 0) + part.out - part.in + 1)
  }
  return [...frames].toSorted(([, one], [, other]) => other - one)[0]?.[0]
}

function evenBelow(side: number): number {
  return Math.max(2, side - (side % 2))
}
