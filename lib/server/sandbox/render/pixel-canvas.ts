import 'server-only'
import { createCanvas, ImageData, type Canvas } from '@napi-rs/canvas'

export interface Size {
  width: number
  height: number
}

/** `pixels` are RGBA, rows without padding. */
export function imageDataOf(pixels: Uint8Array, size: Size): ImageData {
  const clamped = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, size.width * size.height * 4)
  return new ImageData(clamped, size.width, size.height)
}

/** A canvas of these pixels; see imageDataOf. */
export function canvasOf(pixels: Uint8Array, size: Size): Canvas {
  const canvas = createCanvas(size.width, size.height)
  canvas.getContext('2d').putImageData(imageDataOf(pixels, size), 0, 0)
  return canvas
}
