import 'server-only'
import { isIP } from 'node:net'

/**
 * Whether an IP address is one of the open internet: not this machine, not a private network, not a cloud's metadata
 * service, not an IPv6 spelling of any of these. What is not known to be public is not. IANA special-purpose address
 * registries, RFC 6890.
 */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 4) return isPublicIPv4(parseIPv4(address))
  if (version === 6 && !address.includes('%')) return isPublicIPv6(parseIPv6(address))
  return false
}

/** First address and prefix length. */
const CLOSED_IPV4: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  // Azure's metadata and DNS, inside a public block.
  ['168.63.129.16', 32],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  // Multicast, reserved, broadcast.
  ['224.0.0.0', 3],
]

function isPublicIPv4(address: number): boolean {
  return !CLOSED_IPV4.some(([first, length]) => {
    const shift = 32 - length
    return address >>> shift === parseIPv4(first) >>> shift
  })
}

function parseIPv4(text: string): number {
  return text.split('.').reduce((value, part) => ((value << 8) | Number(part)) >>> 0, 0)
}

/** Blocks inside the global unicast space (2000::/3) that are not global: protocol assignments with Teredo, documentation, 6to4. */
const CLOSED_IPV6: [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

function isPublicIPv6(address: bigint): boolean {
  // NAT64 (RFC 6052) is how an IPv6-only network reaches IPv4: as good as the address inside.
  if (hasPrefix(address, '64:ff9b::', 96)) return isPublicIPv4(Number(address & 0xffffffffn))
  if (!hasPrefix(address, '2000::', 3)) return false
  return !CLOSED_IPV6.some(([first, length]) => hasPrefix(address, first, length))
}

function hasPrefix(address: bigint, first: string, length: number): boolean {
  const shift = BigInt(128 - length)
  return address >> shift === parseIPv6(first) >> shift
}

function parseIPv6(text: string): bigint {
  const [head = '', tail] = withoutDots(text).split('::')
  const left = groups(head)
  const right = tail === undefined ? [] : groups(tail)
  const zeros: number[] = Array.from({ length: 8 - left.length - right.length }, () => 0)
  return [...left, ...zeros, ...right].reduce((value, group) => (value << 16n) | BigInt(group), 0n)
}

/** `::ffff:1.2.3.4` as `::ffff:102:304`. */
function withoutDots(text: string): string {
  return text.replace(/\d+\.\d+\.\d+\.\d+$/, (dotted) => {
    const value = parseIPv4(dotted)
    return `${(value >>> 16).toString(16)}:${(value & 0xffff).toString(16)}`
  })
}

function groups(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => parseInt(group, 16))
}
