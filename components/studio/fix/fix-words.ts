/** What the fixes of files are called on the screen. */
import { defineWords, type Language, type Words } from '#lib/language/language.ts'
import type { MediaFacts } from '#lib/seedance/limits.ts'
import type { Fill, FixPlan, FrameWay, MediaFix } from '#lib/seedance/plan-fix.ts'
import { percent, seconds } from '../format.ts'

export const FIX_WORDS = defineWords({
  en: {
    title: (name: string) => `Make ${name} fit`,
    cancel: 'Cancel',
    make: 'Make it fit',
    working: 'Making the new file. A long clip takes a minute.',
    failed: 'The new file could not be made. The original is untouched; try again.',
    undo: 'Undo the fix',
    undoOf: (name: string) => `Undo the fix: ${name}`,
    done: (name: string) => `${name} fits now`,
    undone: (name: string) => `${name} is the original again`,
    offerFor: (offer: string, name: string) => `${offer}: ${name}`,
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
    result: (now: string, before: string) => `Result: ${now} (now ${before}). The original is kept.`,
    crop: (left: string, top: string, size: string) =>
      `${left} from the left, ${top} from the top, ${size} of the size`,
  },
  zh: {
    title: (name) => `调整 ${name}`,
    cancel: '取消',
    make: '开始调整',
    working: '正在制作新文件，较长的视频约需一分钟。',
    failed: '新文件没能制作出来，原文件没有改动；请再试一次。',
    undo: '撤销调整',
    undoOf: (name) => `撤销调整：${name}`,
    done: (name) => `${name} 已符合要求`,
    undone: (name) => `${name} 已恢复为原文件`,
    offerFor: (offer, name) => `${offer}：${name}`,
    way: '如何得到新比例',
    shape: '新比例',
    fill: '空白处填充',
    cropFrame: '裁剪框',
    cropHelp: '拖动裁剪框，或用方向键移动（按住 Shift 快十倍）。加减键调整大小。',
    cropSize: '裁剪框大小',
    start: '片段起点',
    end: '片段终点',
    whole: '整个片段',
    play: '播放片段',
    pause: '暂停',
    trimHelp: '拖动两端或中间，或用方向键移动（按住 Shift 每次一秒）。',
    result: (now, before) => `结果：${now}（现在是 ${before}）。原文件会保留。`,
    crop: (left, top, size) => `距左 ${left}，距上 ${top}，大小 ${size}`,
  },
})

export const WAY_WORDS: Words<Record<FrameWay, string>> = defineWords({
  en: { pad: 'Keep all of it', crop: 'Crop' },
  zh: { pad: '保留全部', crop: '裁剪' },
})
export const FILL_WORDS: Words<Record<Fill, string>> = defineWords({
  en: { blur: 'Blurred', black: 'Black', white: 'White' },
  zh: { blur: '模糊', black: '黑色', white: '白色' },
})

const OFFERS = defineWords({
  en: {
    trimAndSize: 'Cut and resize it',
    trim: 'Cut it to fit',
    shape: 'Change its shape',
    size: 'Resize it',
    smaller: 'Make it smaller',
    fps: 'Change its frame rate',
  },
  zh: {
    trimAndSize: '截取并调整尺寸',
    trim: '截取合适的片段',
    shape: '调整比例',
    size: '调整尺寸',
    smaller: '压缩文件',
    fps: '调整帧率',
  },
})

/** On the card: what pressing will lead to. */
export function offerInWords({ frame, trim, fps }: FixPlan, language: Language): string {
  const words = OFFERS[language]
  if (trim && frame) return words.trimAndSize
  if (trim) return words.trim
  if (frame) return words[frame]
  return fps === undefined ? words.smaller : words.fps
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
  const between = language === 'zh' ? '，' : ', '
  return FIX_WORDS[language].result(now.join(between), before.join(between))
}

/** "12% from the left, 0% from the top, 80% of the size" */
export function cropInWords(left: number, top: number, size: number, language: Language): string {
  const [fromLeft, fromTop, ofSize] = [left, top, size].map((part) => percent(part, language))
  return FIX_WORDS[language].crop(fromLeft ?? '', fromTop ?? '', ofSize ?? '')
}
