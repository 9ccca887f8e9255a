/**
 * Seconds, frames and SMPTE timecode. Pure. Frames are counted from 0; a rate near one that cameras and models mean is taken for it, so
 * that a measured 29.97 never drifts from 30000/1001.
 */
import { exactRate, frameCount } from '#lib/generation/frame-rate.ts'

export { exactRate, frameCount }

/**
 * Share of a frame by which a time may lie before a frame's start and still mean it: files write starts in rounded milliseconds (0.06 of
 * a frame at 60 per second), browsers in microseconds.
 */
const ROUNDING = 0.1

/** The frame on screen at `time` seconds. */
export function frameAt(time: number, fps: number): number {
  return Math.max(0, Math.floor(time * exactRate(fps) + ROUNDING))
}

/** Seconds: the middle of the frame, where no rounding shows a neighbour. */
export function timeOfFrame(frame: number, fps: number): number {
  return (frame + 0.5) / exactRate(fps)
}

/** Seconds: where the frame begins. */
export function startOfFrame(frame: number, fps: number): number {
  return frame / exactRate(fps)
}

export function clampFrame(frame: number, frames: number): number {
  return Math.min(frames - 1, Math.max(0, Math.round(frame)))
}

/** Frames per second as timecode counts them: 24 for 23.976. */
export function timecodeBase(fps: number): number {
  return Math.max(1, Math.round(exactRate(fps)))
}

/** Numbers are dropped where the clock runs at 1000/1001 and the base is a multiple of 30: at 23.976 nobody drops. */
export function isDropFrame(fps: number): boolean {
  const rate = exactRate(fps)
  const base = timecodeBase(fps)
  return base % 30 === 0 && Math.abs(rate - (base * 1000) / 1001) < 1e-9
}

/** SMPTE `HH:MM:SS:FF`; `HH:MM:SS;FF` where numbers are dropped, so that it keeps pace with the clock. */
export function timecode(frame: number, fps: number): string {
  const base = timecodeBase(fps)
  const isDropping = isDropFrame(fps)
  const number = isDropping ? numbered(frame, base) : frame
  const seconds = Math.floor(number / base)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two)
  const digits = String(base - 1).length
  return `${parts.join(':')}${isDropping ? ';' : ':'}${String(number % base).padStart(Math.max(2, digits), '0')}`
}

/**
 * What a person typed, as a frame: a plain number is a frame, two to four numbers are a timecode read from its end (`2:12` is 2 s and
 * 12 frames). Absent for what is neither. May lie behind the clip's end.
 */
export function readFrame(text: string, fps: number): number | undefined {
  const words = text
    .trim()
    // Input methods write full-width digits and colons.
    .normalize('NFKC')
    .split(/[:;]/)
  if (words.length > 4 || words.some((word) => !/^\d{1,6}$/.test(word.trim()))) return undefined
  const numbers = words.map(Number)
  if (numbers.length === 1) return numbers[0]
  const [frames = 0, seconds = 0, minutes = 0, hours = 0] = numbers.toReversed()
  const base = timecodeBase(fps)
  if (frames >= base || (seconds > 59 && numbers.length > 2) || (minutes > 59 && numbers.length > 3)) {
    return undefined
  }
  const number = ((hours * 60 + minutes) * 60 + seconds) * base + frames
  return isDropFrame(fps) ? counted(number, base) : number
}

/** Two numbers (four at 60) are left out at the start of every minute but the tenth. */
function numbered(frame: number, base: number): number {
  const dropped = base / 15
  const perTen = base * 600 - dropped * 9
  const perMinute = base * 60 - dropped
  const tens = Math.floor(frame / perTen)
  const rest = frame % perTen
  const minutes = rest < base * 60 ? 0 : 1 + Math.floor((rest - base * 60) / perMinute)
  return frame + dropped * (9 * tens + minutes)
}

/** A number that is left out means the frame after it. */
function counted(number: number, base: number): number {
  const dropped = base / 15
  const minutes = Math.floor(number / (base * 60))
  const inMinute = number - minutes * base * 60
  const isLeftOut = minutes % 10 !== 0 && inMinute < dropped
  return (isLeftOut ? number + dropped - inMinute : number) - dropped * (minutes - Math.floor(minutes / 10))
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
