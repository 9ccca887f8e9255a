import { thumbHashToAverageRGBA } from 'thumbhash'

/** The colour of a thumbhash, darkened as the blurred picture is that comes after it. */
export function averageColor(hash: string): string {
  const { r, g, b } = thumbHashToAverageRGBA(bytesOfHash(hash))
  return `color(srgb ${[r, g, b].map((part) => (part * 0.6).toFixed(2)).join(' ')})`
}

export function bytesOfHash(hash: string): Uint8Array {
  return Uint8Array.from(atob(hash), (char) => char.charCodeAt(0))
}
