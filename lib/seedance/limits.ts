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
