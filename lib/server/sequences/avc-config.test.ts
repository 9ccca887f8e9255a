import { expect, test } from 'vitest'
import { H264Encoder } from '#lib/server/video/h264-encoder.ts'
import {
  avcCodecString,
  configOfPacket,
  freeSetNumber,
  mergeAvcConfigs,
  readAvcConfig,
  withLengths,
  writeAvcConfig,
} from './avc-config.ts'

async function firstPacket(setNumber: number): Promise<Uint8Array> {
  const encoder = await H264Encoder.open(64, 48, 24, setNumber)
  try {
    const packets = await encoder.encode(Buffer.alloc(64 * 48 * 4, 90), 0)
    return [...packets, ...(await encoder.finish())][0]?.data ?? new Uint8Array()
  } finally {
    encoder.close()
  }
}

test('what is written is read again', async () => {
  const config = configOfPacket(await firstPacket(0))
  expect(config.sps).toHaveLength(1)
  expect(config.pps).toHaveLength(1)
  expect(avcCodecString(config)).toMatch(/^avc1\.64[0-9a-f]{4}$/)
  expect(readAvcConfig(writeAvcConfig(config))).toEqual(config)
})

test('two encoders in one track: the sets have numbers of their own', async () => {
  const one = configOfPacket(await firstPacket(0))
  expect(freeSetNumber(one)).toBe(1)
  const other = configOfPacket(await firstPacket(1))
  expect(freeSetNumber(other)).toBe(0)
  const both = mergeAvcConfigs(one, other)
  expect(freeSetNumber(both)).toBe(2)
  expect(readAvcConfig(writeAvcConfig(both))).toMatchObject({ sps: [one.sps[0], other.sps[0]] })
})

test('start codes become lengths, and nothing but the picture stays', async () => {
  const packet = withLengths(await firstPacket(0))
  const view = new DataView(packet.buffer)
  const types: number[] = []
  let position = 0
  for (; position < packet.length; position += 4 + view.getUint32(position))
    types.push((packet[position + 4] ?? 0) & 0x1f)
  expect(position).toBe(packet.length)
  expect(types).toContain(5)
  expect(types.filter((type) => [7, 8, 9].includes(type))).toEqual([])
})

test('what is no record, or cut short, is none', async () => {
  const record = writeAvcConfig(configOfPacket(await firstPacket(0)))
  expect(readAvcConfig(new Uint8Array())).toBeUndefined()
  expect(readAvcConfig(Uint8Array.from([0, 0, 0, 1, 103, 100, 0, 31]))).toBeUndefined()
  expect(readAvcConfig(record.slice(0, 12))).toBeUndefined()
})
