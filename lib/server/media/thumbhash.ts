import 'server-only'
import sharp from 'sharp'
import { rgbaToThumbHash } from 'thumbhash'

/** Base64 thumbhash of an encoded picture: some 28 characters that a browser paints as a blurred preview. */
export async function thumbhashOf(picture: Buffer): Promise<string> {
  // The algorithm takes at most 100 by 100.
  const { data, info } = await sharp(picture)
    .resize(100, 100, { fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64')
}
