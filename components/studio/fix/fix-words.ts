/** What the fixes of files are called on the screen. */
import type { Language } from '#lib/language/language.ts'
import type { MediaFacts } from '#lib/seedance/limits.ts'
import type { Fill, FixPlan, FrameWay, MediaFix } from '#lib/seedance/plan-fix.ts'
import { seconds } from '../format.ts'

export const FIX_WORDS = {
  title: (name: string) => `Make ${name} fit`,
  cancel: 'Cancel',
  make: 'Make it fit',
  working: 'Making the new file. A long clip takes a minute.',
  failed: 'The new file could not be made. The original is untouched; try again.',
  undo: 'Undo the fix',
  done: (name: string) => `${name} fits now`,
  undone: (name: string) => `${name} is the original again`,
  way: 'How to get the new shape',
  shape: 'New shape',
  fill: 'What fills the rest',
  cropFrame: 'Crop frame',
  cropHelp:
    'Drag the frame, or move it with the arrow keys (Shift: ten times as far). Plus and minus change its size.',
  cropSize: 'Size of the crop frame',
  start: 'Start of the cut',
  end: 'End of the cut',
  whole: 'Whole cut',
  play: 'Play the cut',
  pause: 'Pause',
  trimHelp: 'Drag the ends or the middle, or move them with the arrow keys (Shift: a second at a time).',
  result: 'Result',
} as const

export const WAY_WORDS: Record<FrameWay, string> = { pad: 'Keep all of it', crop: 'Crop' }
export const FILL_WORDS: Record<Fill, string> = { blur: 'Blurred', black: 'Black', white: 'White' }

/** On the card: what pressing will lead to. */
export function offerInWords({ frame, trim, fps }: FixPlan): string {
  if (trim && frame) return 'Cut and resize it'
  if (trim) return 'Cut it to fit'
  if (frame === 'shape') return 'Change its shape'
  if (frame === 'size') return 'Resize it'
  return fps === undefined ? 'Make it smaller' : 'Change its frame rate'
}

/** What will come out, beside what there was. */
export function resultInWords({ frame, trim, fps }: MediaFix, facts: MediaFacts, language: Language): string {
  const now = [
    ...(frame ? [`${frame.width} × ${frame.height}`] : []),
    ...(trim ? [seconds(trim.end - trim.start, language)] : []),
    ...(fps === undefined ? [] : [`${fps} fps`]),
  ]
  const before = [
    ...(frame ? [`${facts.width} × ${facts.height}`] : []),
    ...(trim && facts.duration !== undefined ? [seconds(facts.duration, language)] : []),
    ...(fps === undefined || facts.fps === undefined ? [] : [`${Math.round(facts.fps)} fps`]),
  ]
  return `${FIX_WORDS.result}: ${now.join(', ')} (now ${before.join(', ')}). The original is kept.`
}

/** "12 % from the left, 0 % from the top, 80 % of the size" */
export function cropInWords(left: number, top: number, size: number): string {
  return `${percent(left)} from the left, ${percent(top)} from the top, ${percent(size)} of the size`
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`
}
