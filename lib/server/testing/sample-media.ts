import { writeFile } from 'node:fs/promises'
import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas'
import { registerMediabunnyServer } from '@mediabunny/server'
import {
  AudioSample,
  AudioSampleSource,
  FilePathTarget,
  MovOutputFormat,
  Mp3OutputFormat,
  Mp4OutputFormat,
  Output,
  type OutputFormat,
  VideoSample,
  VideoSampleSource,
  WavOutputFormat,
} from 'mediabunny'
import sharp from 'sharp'
import { seededRandom } from '#lib/server/sandbox/render/seeded-random.ts'
import type { Random } from '#lib/server/clock.ts'

/*
 * Real media for tests and screenshots, drawn and encoded on the spot so that no binary lies in the repository. The same
 * arguments give the same file. Not for production code.
 */

const SAMPLE_RATE = 48_000

/** A picture that passes for a landscape photo: sky, sun, ridges, haze, water, grain. */
export async function makePhoto(
  path: string,
  photo: { width: number; height: number; seed?: number; format?: 'jpeg' | 'png' | 'webp' },
): Promise<void> {
  const canvas = drawLandscape(photo.width, photo.height, seededRandom(photo.seed ?? 1))
  const raw = { width: photo.width, height: photo.height, channels: 4 } as const
  const picture = sharp(canvas.data(), { raw }).removeAlpha()
  await picture.toFormat(photo.format ?? 'jpeg', { quality: 88 }).toFile(path)
}

/** A pure tone with short fades; `wav` (16 bit), or `mp3` when the path ends so. `hz` 0 is silence. */
export async function makeTone(
  path: string,
  tone: { seconds: number; hz: number; channels?: 1 | 2; sampleRate?: number },
): Promise<void> {
  const isMp3 = path.endsWith('.mp3')
  const output = outputTo(path, isMp3 ? new Mp3OutputFormat() : new WavOutputFormat())
  const track = isMp3
    ? new AudioSampleSource({ codec: 'mp3', bitrate: 128_000 })
    : new AudioSampleSource({ codec: 'pcm-s16' })
  output.addAudioTrack(track)
  await output.start()
  await addTone(track, { channels: 2, sampleRate: SAMPLE_RATE, ...tone })
  await output.finalize()
}

/** H.264, or HEVC (and AAC at 440 Hz with `audio`) of a landscape with a moving sun. `.mov` paths give a mov file. */
export async function makeVideo(
  path: string,
  video: {
    width: number
    height: number
    seconds: number
    fps?: number
    audio?: boolean
    hz?: number
    seed?: number
    codec?: 'avc' | 'hevc'
  },
): Promise<void> {
  registerMediabunnyServer({ hardwareContext: null })
  const fps = video.fps ?? 24
  const output = outputTo(path, path.endsWith('.mov') ? new MovOutputFormat() : new Mp4OutputFormat())
  const picture = new VideoSampleSource({
    codec: video.codec ?? 'avc',
    bitrate: 2_000_000,
    latencyMode: 'realtime',
    hardwareAcceleration: 'prefer-software',
  })
  output.addVideoTrack(picture, { frameRate: fps })
  const sound = video.audio ? new AudioSampleSource({ codec: 'aac', bitrate: 128_000 }) : undefined
  if (sound) output.addAudioTrack(sound)
  await output.start()
  await addMovingLandscape(picture, video, fps)
  if (sound) {
    await addTone(sound, {
      seconds: video.seconds,
      hz: video.hz ?? 440,
      channels: 2,
      sampleRate: SAMPLE_RATE,
    })
  }
  await output.finalize()
}

/** Something that claims to be a picture or clip by its name only. */
export async function makeImpostor(path: string): Promise<void> {
  await writeFile(path, '<!doctype html><title>not a picture</title><script>alert(1)</script>')
}

function outputTo(path: string, format: OutputFormat): Output {
  registerMediabunnyServer({ hardwareContext: null })
  return new Output({ format, target: new FilePathTarget(path) })
}

async function addTone(
  track: AudioSampleSource,
  tone: { seconds: number; hz: number; channels: number; sampleRate: number },
): Promise<void> {
  const frames = Math.round(tone.seconds * tone.sampleRate)
  const data = new Float32Array(frames * tone.channels)
  const fade = Math.min(0.01 * tone.sampleRate, frames / 4)
  for (let frame = 0; frame < frames; frame += 1) {
    const gain = 0.5 * Math.min(1, frame / fade, (frames - 1 - frame) / fade)
    const value = gain * Math.sin((2 * Math.PI * tone.hz * frame) / tone.sampleRate)
    for (let channel = 0; channel < tone.channels; channel += 1) data[frame * tone.channels + channel] = value
  }
  const sample = new AudioSample({
    data,
    format: 'f32',
    numberOfChannels: tone.channels,
    sampleRate: tone.sampleRate,
    timestamp: 0,
  })
  await track.add(sample)
  sample.close()
  track.close()
}

async function addMovingLandscape(
  track: VideoSampleSource,
  video: { width: number; height: number; seconds: number; seed?: number },
  fps: number,
): Promise<void> {
  const { width, height } = video
  const backdrop = drawLandscape(width, height, seededRandom(video.seed ?? 1))
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const frames = Math.round(video.seconds * fps)
  for (let frame = 0; frame < frames; frame += 1) {
    context.drawImage(backdrop, 0, 0)
    context.fillStyle = '#ffd28a'
    context.beginPath()
    context.arc((width * (frame + 0.5)) / frames, height * 0.25, height * 0.08, 0, 2 * Math.PI)
    context.fill()
    const sample = new VideoSample(new Uint8Array(canvas.data()), {
      format: 'RGBA',
      codedWidth: width,
      codedHeight: height,
      timestamp: frame / fps,
      duration: 1 / fps,
    })
    await track.add(sample)
    sample.close()
  }
  track.close()
}

function drawLandscape(width: number, height: number, random: Random): Canvas {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const hue = 190 + random() * 60
  const warm = 15 + random() * 35
  const horizon = height * (0.55 + random() * 0.12)
  drawSky(context, width, height, { hue, warm, horizon, sunX: width * (0.2 + 0.6 * random()) })
  const ridges = 5
  for (let ridge = 0; ridge < ridges; ridge += 1) {
    const depth = ridge / (ridges - 1)
    drawRidge(context, width, height, {
      base: horizon + (height - horizon) * (depth * 0.75 - 0.12),
      rise: height * (0.16 - 0.05 * depth),
      color: `hsl(${hue + 10 * depth} ${22 + 14 * depth}% ${58 - 47 * depth}%)`,
      random,
    })
  }
  addGrain(context, width, height, random)
  return canvas
}

function drawSky(
  context: SKRSContext2D,
  width: number,
  height: number,
  sky: { hue: number; warm: number; horizon: number; sunX: number },
): void {
  const gradient = context.createLinearGradient(0, 0, 0, height)
  gradient.addColorStop(0, `hsl(${sky.hue} 55% 34%)`)
  gradient.addColorStop(0.45, `hsl(${sky.hue - 20} 40% 66%)`)
  gradient.addColorStop(0.68, `hsl(${sky.warm} 80% 78%)`)
  gradient.addColorStop(1, `hsl(${sky.warm} 50% 60%)`)
  context.fillStyle = gradient
  context.fillRect(0, 0, width, height)
  const glow = context.createRadialGradient(sky.sunX, sky.horizon, 0, sky.sunX, sky.horizon, height * 0.7)
  glow.addColorStop(0, `hsl(${sky.warm + 12} 100% 92%)`)
  glow.addColorStop(0.07, `hsl(${sky.warm + 8} 100% 84% / 0.9)`)
  glow.addColorStop(1, `hsl(${sky.warm} 100% 70% / 0)`)
  context.fillStyle = glow
  context.fillRect(0, 0, width, height)
}

function drawRidge(
  context: SKRSContext2D,
  width: number,
  height: number,
  ridge: { base: number; rise: number; color: string; random: Random },
): void {
  const waves = Array.from({ length: 7 }, (_, octave) => ({
    length: width / (0.8 * 1.9 ** octave),
    height: ridge.rise / 1.9 ** octave,
    phase: ridge.random() * 2 * Math.PI,
  }))
  context.fillStyle = ridge.color
  context.beginPath()
  context.moveTo(0, height)
  for (let x = 0; x <= width; x += 2) {
    const lift = waves.reduce(
      (sum, wave) => sum + wave.height * Math.sin((2 * Math.PI * x) / wave.length + wave.phase),
      0,
    )
    context.lineTo(x, ridge.base - lift)
  }
  context.lineTo(width, height)
  context.fill()
}

function addGrain(context: SKRSContext2D, width: number, height: number, random: Random): void {
  const picture = context.getImageData(0, 0, width, height)
  for (let offset = 0; offset < picture.data.length; offset += 4) {
    const noise = (random() - 0.5) * 10
    for (let channel = 0; channel < 3; channel += 1) {
      picture.data[offset + channel] = (picture.data[offset + channel] ?? 0) + noise
    }
  }
  context.putImageData(picture, 0, 0)
}
