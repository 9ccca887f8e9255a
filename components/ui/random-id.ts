/** 80 random bits in hex. Not randomUUID: a studio in a local network is no secure context, which that one asks for. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
