import 'server-only'
import type { Random } from '#lib/server/clock.ts'
import type { RenderReference } from './render-job.ts'
import { seededRandom } from './seeded-random.ts'

/*
 * Which picture is on screen when, and how the camera moves over it. Pure arithmetic over frame numbers.
 */

/** Below this a shot is a flicker: pictures then share one. */
const SHORTEST_SHOT_FRAMES = 24
const LONGEST_CROSSFADE_FRAMES = 26

/** Where the camera stands: zoom 1 shows the whole picture; x and y in -1 … 1 use up the room that zoom leaves. */
export interface Viewpoint {
  zoom: number
  x: number
  y: number
}

export interface Shot {
  /** Indices into the references; none means the generated scene, several share the frame. */
  references: number[]
  /** First frame on screen, and the first one no longer on it; neighbours overlap while they cross-fade. */
  start: number
  end: number
  fadeIn: number
  from: Viewpoint
  to: Viewpoint
  /** A frame that has to be met exactly: the camera stands still there. */
  hold: 'start' | 'end' | 'none'
}

export function planShots(references: readonly RenderReference[], frames: number, seed: number): Shot[] {
  const random = seededRandom(seed ^ 0x5107)
  const groups = groupReferences(references, frames)
  const slot = frames / groups.length
  const share = groups.length === 2 ? 0.5 : 0.35
  const fade = groups.length === 1 ? 0 : Math.min(LONGEST_CROSSFADE_FRAMES, Math.floor(slot * share))
  return groups.map((group, index) => {
    const start = index === 0 ? 0 : Math.round(index * slot - fade / 2)
    const isLast = index === groups.length - 1
    const end = isLast ? frames : Math.round((index + 1) * slot - fade / 2) + fade
    const role = references[group[0] ?? -1]?.role
    const hold = role === 'first_frame' ? 'start' : role === 'last_frame' ? 'end' : 'none'
    return { references: group, start, end, fadeIn: index === 0 ? 0 : fade, hold, ...planMove(hold, random) }
  })
}

/** How far the camera has come at a frame, and how visible the shot is, both 0 … 1. */
export function shotAt(shot: Shot, frame: number): { view: Viewpoint; opacity: number; progress: number } {
  const progress = (frame - shot.start) / Math.max(1, shot.end - 1 - shot.start)
  const travelled = easeFor(shot.hold, progress)
  const between = (from: number, to: number) => from + (to - from) * travelled
  const fade = shot.fadeIn > 0 ? Math.min(1, (frame - shot.start + 1) / (shot.fadeIn + 1)) : 1
  return {
    view: {
      zoom: between(shot.from.zoom, shot.to.zoom),
      x: between(shot.from.x, shot.to.x),
      y: between(shot.from.y, shot.to.y),
    },
    opacity: smoothStep(fade),
    progress,
  }
}

export function smoothStep(part: number): number {
  const clamped = Math.min(1, Math.max(0, part))
  return clamped * clamped * (3 - 2 * clamped)
}

function groupReferences(references: readonly RenderReference[], frames: number): number[][] {
  const visible = references.flatMap((reference, index) => (reference.kind === 'audio' ? [] : [index]))
  const withRole = (role: string) => visible.filter((index) => references[index]?.role === role)
  const first = withRole('first_frame').map((index) => [index])
  const last = withRole('last_frame').map((index) => [index])
  const middle = visible.filter((index) => {
    const role = references[index]?.role
    return role !== 'first_frame' && role !== 'last_frame'
  })
  const room = Math.floor(frames / SHORTEST_SHOT_FRAMES) - first.length - last.length
  const groups = [...first, ...shareOut(middle, Math.max(1, room)), ...last]
  return groups.length > 0 ? groups : [[]]
}

function shareOut(indices: readonly number[], most: number): number[][] {
  const groups: number[][] = []
  const count = Math.min(most, indices.length)
  for (let group = 0; group < count; group += 1) {
    const from = Math.floor((group * indices.length) / count)
    groups.push(indices.slice(from, Math.floor(((group + 1) * indices.length) / count)))
  }
  return groups
}

function planMove(hold: Shot['hold'], random: Random): { from: Viewpoint; to: Viewpoint } {
  const angle = random() * 2 * Math.PI
  const away = { x: 0.75 * Math.cos(angle), y: 0.45 * Math.sin(angle) }
  const whole = { zoom: 1, x: 0, y: 0 }
  if (hold === 'start') return { from: whole, to: { zoom: 1.2, ...away } }
  if (hold === 'end') return { from: { zoom: 1.2, ...away }, to: whole }
  const wide = { zoom: 1.05, x: -away.x, y: -away.y }
  const close = { zoom: 1.17, ...away }
  return random() < 0.65 ? { from: wide, to: close } : { from: close, to: wide }
}

/** Share of a shot that the camera takes to get going, or to come to rest, at a held frame. */
const SOFT_SHARE = 0.25

/** Steady in the middle of a film; from and to a held frame the camera starts and stops softly. */
function easeFor(hold: Shot['hold'], progress: number): number {
  if (hold === 'start') return softStart(progress)
  if (hold === 'end') return 1 - softStart(1 - progress)
  return 0.7 * progress + 0.3 * smoothStep(progress)
}

function softStart(progress: number): number {
  const travelled = progress < SOFT_SHARE ? progress ** 2 / (2 * SOFT_SHARE) : progress - SOFT_SHARE / 2
  return travelled / (1 - SOFT_SHARE / 2)
}
