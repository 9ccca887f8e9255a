/** The way to each setting, and each of its choices by name. Only what the model has in its mode, as on the screen. */
import { MAX_TAKES } from '#lib/api/take-limit.ts'
import { asSaid, type Sentence } from '#lib/language/language.ts'
import type { RequestSettings } from '#lib/seedance/request.ts'
import { modeOf } from '../draft-mode.ts'
import { offersOf } from '#lib/seedance/fit-settings.ts'
import { ratioInWords, RESOLUTION_WORDS } from '../words.ts'
import { focusControl, hasControl, pressControl } from './controls.ts'
import type { Command } from './registry.ts'
import { SHORTCUTS } from './shortcuts.ts'
import type { StudioTools } from './studio-tools.ts'

const NAMES = {
  model: { en: 'Model', zh: '模型' },
  ratio: { en: 'Shape', zh: '画面比例' },
  resolution: { en: 'Resolution', zh: '分辨率' },
  duration: { en: 'Length', zh: '时长' },
  takes: { en: 'Takes', zh: '生成条数' },
  variations: { en: 'Variations', zh: '变体' },
} as const

/** Behind a button; the others are fields. */
const OPENED: ReadonlySet<string> = new Set(['model', 'variations'])

const ALSO: Readonly<Record<keyof typeof NAMES, Sentence>> = {
  model: { en: 'change seedance compare', zh: '更换 比较' },
  ratio: { en: 'change ratio aspect', zh: '更改 宽高比' },
  resolution: { en: 'change quality size', zh: '更改 清晰度' },
  duration: { en: 'change duration seconds time', zh: '更改 秒' },
  takes: { en: 'change number count how many', zh: '更改 数量' },
  variations: { en: 'matrix combinations prompts models', zh: '组合 矩阵' },
}

export function settingsCommands(tools: StudioTools): Command[] {
  const way = (id: keyof typeof NAMES): Command => ({
    id,
    group: 'settings',
    name: NAMES[id],
    also: ALSO[id],
    keys: SHORTCUTS[id],
    isOffered: () => hasControl(id),
    run: () => (OPENED.has(id) ? pressControl(id) : focusControl(id)),
  })
  const ways = (['model', 'ratio', 'resolution', 'duration', 'takes', 'variations'] as const).map(way)
  return [...ways, ...choices(tools)]
}

function choices({ draft, dispatch }: StudioTools): Command[] {
  const { settings, shown, ratios, resolutions, durations } = offersOf(
    draft.model,
    modeOf(draft),
    draft.settings,
  )
  const set = (id: 'ratio' | 'resolution' | 'duration', value: Sentence, chosen: Partial<RequestSettings>) =>
    choice(id, value, () => dispatch({ type: 'set', settings: chosen }))
  const seconds = settings.has('duration') && shown.frames === undefined ? durations.seconds : []
  return [
    ...ratios.map((ratio) =>
      set('ratio', { en: ratioInWords(ratio, 'en'), zh: ratioInWords(ratio, 'zh') }, { ratio }),
    ),
    ...resolutions.map((resolution) =>
      set('resolution', asSaid(RESOLUTION_WORDS[resolution]), { resolution }),
    ),
    ...seconds.map((duration) =>
      set('duration', { en: `${duration} s`, zh: `${duration} 秒` }, { duration }),
    ),
    ...Array.from({ length: MAX_TAKES }, (_, index) =>
      choice('takes', asSaid(`×${index + 1}`), () => dispatch({ type: 'takes', takes: index + 1 })),
    ),
  ]
}

function choice(id: keyof typeof NAMES, value: Sentence, run: () => void): Command {
  return {
    id: `${id} ${value.en}`,
    group: 'settings',
    name: { en: `${NAMES[id].en}: ${value.en}`, zh: `${NAMES[id].zh}：${value.zh}` },
    also: ALSO[id],
    isChoice: true,
    run,
  }
}
