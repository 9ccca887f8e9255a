/** What a file must be to serve as a reference (contract.md §3.4), and the facts a check needs about it. */

/** Facts about a reference's file, as far as they are known: what is absent is not checked. */
export interface MediaFacts {
  kind: 'image' | 'video' | 'audio'
  /** Bytes. */
  bytes?: number
  /** Lower-case format word of capabilities.json: jpeg, png, webp, bmp, tiff, gif, heic, heif, mp4, mov, wav, mp3. */
  format?: string
  /** Pixels, after EXIF orientation or rotation is applied. */
  width?: number
  height?: number
  /** Seconds, with fractions. */
  duration?: number
  fps?: number
}

const MEBIBYTE = 1024 * 1024

export const INPUT_LIMITS = {
  image: {
    formats: ['jpeg', 'png', 'webp', 'bmp', 'tiff', 'gif'],
    /** Read from 1.5 pro on. */
    newerFormats: ['heic', 'heif'],
    /** Pixels of either side. */
    side: [300, 6000],
    /** Width divided by height. */
    aspect: [0.4, 2.5],
    /** "< 30 MB": the bound itself is refused. */
    maxBytes: 30 * MEBIBYTE - 1,
    dataUri: true,
  },
  video: {
    formats: ['mp4', 'mov'],
    side: [300, 6000],
    aspect: [0.4, 2.5],
    /** Width times height. Older pages of 2.0 say 409,600 … 927,408. */
    pixels: [407_696, 8_295_044],
    fps: [24, 60],
    /** Older pages of 2.0 say 50 MB. */
    maxBytes: 200 * MEBIBYTE,
    dataUri: false,
  },
  audio: { formats: ['wav', 'mp3'], maxBytes: 15 * MEBIBYTE, dataUri: true },
  /** Bytes of the whole body, data: URIs included. */
  requestBytes: 64 * MEBIBYTE,
  /**
   * Seconds a length or a sum of lengths may be over: containers round up, and clients and a live refusal allow
   * 15.1–15.2 and 30.1 (contract.md §3.4, sources U1 and L3).
   */
  lengthSlack: 0.2,
} as const
