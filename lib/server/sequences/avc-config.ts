import 'server-only'

/**
 * What an MP4 says of its H.264 (AVCDecoderConfigurationRecord, ISO/IEC 14496-15 §5.3.3.1), read and written. One track may have several
 * parameter sets, told apart by their numbers: so packets of two encoders stand in one track that every player reads.
 */
export interface AvcConfig {
  profile: number
  compatibility: number
  level: number
  /** Bytes that tell the length of each NAL unit. */
  lengthSize: number
  sps: Uint8Array[]
  pps: Uint8Array[]
}

const SPS = 7
const PPS = 8
/** Access unit delimiter: says nothing, and players want none between lengths. */
const DELIMITER = 9
/** From this profile on the record ends with the sampling and depth of colours. */
const HIGH = 100

/** Undefined where the bytes are no such record. */
export function readAvcConfig(bytes: Uint8Array): AvcConfig | undefined {
  if (bytes.length < 7 || bytes[0] !== 1) return undefined
  const [, profile = 0, compatibility = 0, level = 0, lengths = 0] = bytes
  let position = 5
  const sets = (mask: number): Uint8Array[] | undefined => {
    const count = (bytes[position++] ?? 0) & mask
    const found: Uint8Array[] = []
    for (let index = 0; index < count; index += 1) {
      const length = ((bytes[position] ?? 0) << 8) | (bytes[position + 1] ?? 0)
      const end = position + 2 + length
      if (end > bytes.length) return undefined
      found.push(bytes.slice(position + 2, end))
      position = end
    }
    return found
  }
  const sps = sets(0x1f)
  const pps = sps && sets(0xff)
  if (!sps || !pps) return undefined
  return { profile, compatibility, level, lengthSize: (lengths & 3) + 1, sps, pps }
}

/** For 8 bits and 4:2:0, which is what is written here and all that is mixed. */
export function writeAvcConfig(config: AvcConfig): Uint8Array {
  const { profile, compatibility, level, lengthSize, sps, pps } = config
  return Uint8Array.from([
    1,
    profile,
    compatibility,
    level,
    0xfc | (lengthSize - 1),
    0xe0 | sps.length,
    ...sps.flatMap((set) => [set.length >> 8, set.length & 0xff, ...set]),
    pps.length,
    ...pps.flatMap((set) => [set.length >> 8, set.length & 0xff, ...set]),
    ...(profile >= HIGH ? [0xfd, 0xf8, 0xf8, 0] : []),
  ])
}

/** A decoder that follows the result can decode both. */
export function mergeAvcConfigs(one: AvcConfig, other: AvcConfig): AvcConfig {
  return {
    profile: Math.max(one.profile, other.profile),
    compatibility: one.compatibility & other.compatibility,
    level: Math.max(one.level, other.level),
    lengthSize: one.lengthSize,
    sps: [...one.sps, ...other.sps],
    pps: [...one.pps, ...other.pps],
  }
}

/** `avc1.` and the three bytes behind a sequence parameter set's header (RFC 6381). */
export function avcCodecString({ profile, compatibility, level }: AvcConfig): string {
  return `avc1.${Buffer.from([profile, compatibility, level]).toString('hex')}`
}

/** The smallest number that none of these sets has. */
export function freeSetNumber({ sps, pps }: AvcConfig): number {
  const taken = new Set([
    // Behind header, profile, compatibility and level; behind the header.
    ...sps.map((set) => firstNumber(set.subarray(4))),
    ...pps.map((set) => firstNumber(set.subarray(1))),
  ])
  let free = 0
  while (taken.has(free)) free += 1
  return free
}

/** An Exp-Golomb number at the start (ITU-T H.264 §9.1). */
function firstNumber(bytes: Uint8Array): number {
  const bit = (at: number) => ((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1
  let zeros = 0
  while (zeros < 16 && bit(zeros) === 0) zeros += 1
  let value = 0
  for (let at = zeros; at <= 2 * zeros; at += 1) value = value * 2 + bit(at)
  return value - 1
}

/** The parameter sets in the first packet of an encoder. */
export function configOfPacket(annexB: Uint8Array): AvcConfig {
  const units = unitsOf(annexB)
  const sps = units.filter((unit) => typeOf(unit) === SPS)
  const pps = units.filter((unit) => typeOf(unit) === PPS)
  const [, profile = 0, compatibility = 0, level = 0] = sps[0] ?? []
  return { profile, compatibility, level, lengthSize: 4, sps, pps }
}

/** As an MP4 holds a packet: lengths in four bytes for start codes, and without what the track's head says already. */
export function withLengths(annexB: Uint8Array): Uint8Array {
  const units = unitsOf(annexB).filter((unit) => ![SPS, PPS, DELIMITER].includes(typeOf(unit)))
  const packet = new Uint8Array(units.reduce((sum, unit) => sum + 4 + unit.length, 0))
  const view = new DataView(packet.buffer)
  let position = 0
  for (const unit of units) {
    view.setUint32(position, unit.length)
    packet.set(unit, position + 4)
    position += 4 + unit.length
  }
  return packet
}

function typeOf(unit: Uint8Array): number {
  return (unit[0] ?? 0) & 0x1f
}

/** NAL units between start codes (ITU-T H.264 annex B). */
function unitsOf(annexB: Uint8Array): Uint8Array[] {
  const units: Uint8Array[] = []
  let start = -1
  for (let at = 0; at + 2 < annexB.length; at += 1) {
    if (annexB[at] !== 0 || annexB[at + 1] !== 0 || annexB[at + 2] !== 1) continue
    // A fourth zero belongs to the start code, not to the unit before it.
    if (start >= 0) units.push(annexB.subarray(start, annexB[at - 1] === 0 ? at - 1 : at))
    start = at + 3
    at += 2
  }
  if (start >= 0) units.push(annexB.subarray(start))
  return units
}
