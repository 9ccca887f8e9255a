import 'server-only'
import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas'
import { drawChip, measureChip, readThumbnails, type Thumbnails } from './caption-chips.ts'
import { familiesFor } from './caption-fonts.ts'
import {
  paginate,
  tokenise,
  type CaptionLine,
  type CaptionMeasure,
  type CaptionPage,
  type CaptionToken,
} from './caption-layout.ts'
import { FRAMES_PER_SECOND, type CaptionSegment, type RenderJob } from './render-job.ts'
import { smoothStep } from './storyboard.ts'

/*
 * The prompt, set over the lower half of the picture: pages of a few balanced lines, every name with the picture it stands
 * for. The first and the last frame of the clip stay free of it.
 */

/** Tried in order: large and few lines for a short prompt, smaller and more for a long one. */
const SETTINGS = [
  { scale: 1, lines: 2 },
  { scale: 1, lines: 3 },
  { scale: 0.84, lines: 3 },
  { scale: 0.72, lines: 4 },
]
const LEADING = 1.46
const SHORTEST_PAGE_SECONDS = 1.3
const FADE_FRAMES = 9
/** Each line follows the one above it by this. */
const STAGGER_FRAMES = 3
const FIRST_FRAME = 7
/** Share of the height where the text ends; the watermark has its place below. */
const BOTTOM = 0.905

export interface Captions {
  paint(context: SKRSContext2D, frame: number): void
}

interface Style {
  font: string
  size: number
  measure: CaptionMeasure
}

export async function openCaptions(job: RenderJob, frames: number): Promise<Captions> {
  const segments = cleanSegments(job.captions)
  if (segments.length === 0) return { paint: () => undefined }
  const shown = { from: FIRST_FRAME, to: frames - FADE_FRAMES - 3 }
  const mostPages = Math.max(
    1,
    Math.floor((shown.to - shown.from) / FRAMES_PER_SECOND / SHORTEST_PAGE_SECONDS),
  )
  const { pages, style } = setText(segments, job, mostPages)
  const thumbnails = await readThumbnails(job.references, segments, style.size)
  const scrim = makeScrim(job.width, job.height)
  const drawn = pages.map((page) => page.map((line) => drawLine(line, job.width, style, thumbnails)))
  const length = (shown.to - shown.from) / pages.length
  return {
    paint(context, frame) {
      const shade = envelope(frame, shown.from, shown.to)
      if (shade <= 0) return
      context.globalAlpha = shade
      context.drawImage(scrim, 0, job.height - scrim.height)
      const index = Math.min(pages.length - 1, Math.floor((frame - shown.from) / length))
      const start = shown.from + index * length
      for (const [row, line] of (drawn[index] ?? []).entries()) {
        const count = drawn[index]?.length ?? 1
        const opacity = envelope(frame, start + row * STAGGER_FRAMES, start + length)
        const rise =
          (1 - smoothStep((frame - start - row * STAGGER_FRAMES) / (FADE_FRAMES * 1.6))) * style.size * 0.3
        context.globalAlpha = Math.max(0, opacity)
        const y = job.height * BOTTOM - (count - row) * style.size * LEADING + rise
        context.drawImage(line, 0, y - (line.height - style.size * LEADING) / 2)
      }
      context.globalAlpha = 1
    },
  }
}

/** 0 outside, 1 inside, eased over FADE_FRAMES at both ends. */
function envelope(frame: number, from: number, to: number): number {
  return smoothStep((frame - from) / FADE_FRAMES) * smoothStep((to - frame) / FADE_FRAMES)
}

function setText(
  segments: readonly CaptionSegment[],
  job: RenderJob,
  mostPages: number,
): { pages: CaptionPage[]; style: Style } {
  const families = familiesFor(
    segments.map((part) => ('text' in part ? part.text : part.name)).join('') + ' …',
  )
  const widest = job.width * (job.width > job.height ? 0.76 : 0.84)
  let pages: CaptionPage[] = []
  let style = makeStyle(job, 1, families)
  for (const { scale, lines } of SETTINGS) {
    style = makeStyle(job, scale, families)
    pages = paginate(tokenise(segments, style.measure, widest), widest, lines, style.measure.space)
    if (pages.length <= mostPages) return { pages, style }
  }
  return { pages: shorten(pages, mostPages, widest, style), style }
}

/** What doesn't fit the clip is cut with an ellipsis, but the chips of the cut part still get their place at the end. */
function shorten(pages: readonly CaptionPage[], most: number, widest: number, style: Style): CaptionPage[] {
  const kept = pages.slice(0, Math.max(1, most - 1))
  const seen = new Set(kept.flat().flatMap((line) => line.tokens.map(chipKey)))
  const chips = new Map<string, CaptionToken>()
  for (const token of pages.slice(kept.length).flatMap((page) => page.flatMap((line) => line.tokens))) {
    const key = chipKey(token)
    if (key && !seen.has(key)) chips.set(key, { ...token, spaceBefore: true })
  }
  const ellipsis: CaptionToken = {
    kind: 'word',
    text: '…',
    width: style.measure.text('…'),
    spaceBefore: false,
    sticks: false,
  }
  const rest = paginate(
    [ellipsis, ...chips.values()],
    widest,
    SETTINGS.at(-1)?.lines ?? 4,
    style.measure.space,
  )
  return [...kept, ...rest.slice(0, 1)]
}

function chipKey(token: CaptionToken): string {
  return token.kind === 'chip' ? `${token.referenceIndex} ${token.name}` : ''
}

function makeStyle(job: RenderJob, scale: number, families: string): Style {
  const size = Math.round(Math.sqrt(job.width * job.height) * 0.0345 * scale)
  const font = `500 ${size}px ${families}`
  const context = createCanvas(8, 8).getContext('2d')
  context.font = font
  const text = (words: string) => context.measureText(words).width
  return { font, size, measure: { text, chip: (name) => measureChip(text(name), size), space: size * 0.27 } }
}

function drawLine(line: CaptionLine, width: number, style: Style, thumbnails: Thumbnails): Canvas {
  const canvas = createCanvas(width, Math.ceil(style.size * 2.4))
  const context = canvas.getContext('2d')
  context.font = style.font
  context.textBaseline = 'alphabetic'
  const middle = canvas.height / 2
  const baseline = middle + style.size * 0.36
  let x = (width - line.width) / 2
  for (const [index, token] of line.tokens.entries()) {
    if (index > 0 && token.spaceBefore) x += style.measure.space
    if (token.kind === 'chip') {
      drawChip(context, { token, x, middle, baseline, size: style.size, thumbnails })
    } else {
      context.shadowColor = 'rgba(0, 0, 0, 0.6)'
      context.shadowBlur = style.size * 0.3
      context.shadowOffsetY = style.size * 0.04
      context.fillStyle = 'rgba(255, 255, 255, 0.96)'
      context.fillText(token.text, x, baseline)
    }
    x += token.width
  }
  return canvas
}

function makeScrim(width: number, height: number): Canvas {
  const scrim = createCanvas(width, Math.round(height * 0.46))
  const context = scrim.getContext('2d')
  const shade = context.createLinearGradient(0, 0, 0, scrim.height)
  // Eased by hand: a plain two-stop gradient shows its upper edge.
  for (const part of [0, 0.2, 0.4, 0.6, 0.8, 1])
    shade.addColorStop(part, `rgba(4, 5, 8, ${0.58 * smoothStep(part)})`)
  context.fillStyle = shade
  context.fillRect(0, 0, width, scrim.height)
  return scrim
}

/** No font here has colour pictographs, and control characters have no look. */
function cleanSegments(segments: readonly CaptionSegment[]): CaptionSegment[] {
  return segments
    .map((part) => {
      if (!('text' in part)) return part
      const text = part.text.replace(/\p{Extended_Pictographic}|\p{Cs}|\u200d|\ufe0f/gu, '')
      return { text: text.replace(/[\p{Cc}\s]+/gu, ' ') }
    })
    .filter((part) => !('text' in part) || part.text.trim() !== '' || segments.length > 1)
}
