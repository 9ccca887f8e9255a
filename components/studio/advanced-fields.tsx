import { useEffect, useRef, type Dispatch } from 'react'
import { useWords } from '#components/ui/language.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { Slider } from '#components/ui/slider.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { defineWords } from '#lib/language/language.ts'
import type { ModelCapabilities } from '#lib/seedance/models.ts'
import type { RequestSettings } from '#lib/seedance/request.ts'
import type { Draft, DraftAction } from './draft.ts'
import { Field } from './field.tsx'
import { SETTING_NAMES } from './setting-names.ts'

export interface AdvancedProps {
  draft: Draft
  dispatch: Dispatch<DraftAction>
  model: ModelCapabilities
  taken: ReadonlySet<keyof RequestSettings>
}
type Props = AdvancedProps

/** Either on or off, in the order they stand in. */
const SWITCHES = ['watermark', 'returnLastFrame', 'cameraFixed', 'webSearch', 'draft'] as const

const WORDS = defineWords({
  en: {
    watermark: 'A mark in the lower right corner',
    returnLastFrame: 'As a picture, to go on from',
    cameraFixed: 'It doesn’t move, whatever the prompt says',
    webSearch: 'Looks up what the prompt names; may cost extra',
    draft: '480p and cheap, to try an idea',
    flex: { label: 'Flex: half the price', hint: 'Made when there is room, maybe hours later' },
    frames: '24 to a second; takes the place of the seconds',
    frameCount: 'Frames',
    framesSpoken: (count: number) => `${count} frames`,
    framesAndSeconds: (count: number, seconds: string) => `${count} · ${seconds} s`,
    prioritySpoken: 'Priority in the provider’s queue',
    usual: 'usual',
    fileFormat: 'File format',
    forEditing: 'for editing; few browsers play it',
  },
  zh: {
    watermark: '在画面右下角',
    returnLastFrame: '存成图片，方便续接',
    cameraFixed: '不论提示词怎么写，镜头都不动',
    webSearch: '查找提示词里提到的内容，可能另外收费',
    draft: '480p，便宜，适合试想法',
    flex: { label: '离线推理（flex）：半价', hint: '空闲时生成，可能要等几个小时' },
    frames: '每秒 24 帧，代替按秒的时长',
    frameCount: '帧数',
    framesSpoken: (count) => `${count} 帧`,
    framesAndSeconds: (count, seconds) => `${count} 帧 · ${seconds} 秒`,
    prioritySpoken: '在服务商队列中的优先级',
    usual: '普通',
    fileFormat: '文件格式',
    forEditing: '供剪辑用，多数浏览器无法播放',
  },
})

/** What is changed seldom, each only where the model has it. Loaded when it is opened. */
export default function AdvancedFields(props: AdvancedProps) {
  const fields = useRef<HTMLDivElement>(null)
  useEffect(() => {
    fields.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={fields} className="scroll-mb-4 space-y-3 px-2 pt-2 pb-1">
      {SWITCHES.map((name) => (
        <OnOff key={name} {...props} name={name} />
      ))}
      <Flex {...props} />
      <Frames {...props} />
      <Priority {...props} />
      <Format {...props} />
    </div>
  )
}

function OnOff({ name, draft, dispatch, taken }: Props & { name: (typeof SWITCHES)[number] }) {
  const hint = useWords(WORDS)[name]
  const label = useWords(SETTING_NAMES)[name]
  if (!taken.has(name)) return null
  return (
    <Switch
      label={label}
      hint={hint}
      checked={draft.settings[name] ?? false}
      onChange={(on) =>
        dispatch(on ? { type: 'set', settings: { [name]: true } } : { type: 'unset', setting: name })
      }
    />
  )
}

function Flex({ draft, dispatch, taken }: Props) {
  const { flex } = useWords(WORDS)
  if (!taken.has('serviceTier')) return null
  return (
    <Switch
      label={flex.label}
      hint={flex.hint}
      checked={draft.settings.serviceTier === 'flex'}
      onChange={(on) =>
        dispatch(
          on ? { type: 'set', settings: { serviceTier: 'flex' } } : { type: 'unset', setting: 'serviceTier' },
        )
      }
    />
  )
}

function Frames({ draft, dispatch, taken, model }: Props) {
  const words = useWords(WORDS)
  const names = useWords(SETTING_NAMES)
  const { frames: limits } = model
  if (!taken.has('frames') || !limits) return null
  const { frames } = draft.settings
  // The first length that the rule allows, (n - base) divisible by step, near five seconds.
  const usual = limits.base + Math.round((121 - limits.base) / limits.step) * limits.step
  return (
    <div>
      <Switch
        label={names.frames}
        hint={words.frames}
        checked={frames !== undefined}
        onChange={(on) =>
          dispatch(on ? { type: 'set', settings: { frames: usual } } : { type: 'unset', setting: 'frames' })
        }
      />
      {frames !== undefined && (
        <div className="flex items-center gap-3">
          <Slider
            label={words.frameCount}
            min={limits.min}
            max={limits.max}
            step={limits.step}
            value={frames}
            valueText={words.framesSpoken(frames)}
            onChange={(value) => dispatch({ type: 'set', settings: { frames: value } })}
          />
          <output className="w-24 shrink-0 text-right font-medium tabular-nums">
            {words.framesAndSeconds(frames, (frames / 24).toFixed(1))}
          </output>
        </div>
      )}
    </div>
  )
}

function Priority({ draft, dispatch, taken }: Props) {
  const words = useWords(WORDS)
  const names = useWords(SETTING_NAMES)
  if (!taken.has('priority')) return null
  const value = draft.settings.priority ?? 0
  const inWords = value === 0 ? words.usual : String(value)
  return (
    <Field label={names.priority} note={inWords}>
      <Slider
        label={words.prioritySpoken}
        min={0}
        max={9}
        value={value}
        valueText={inWords}
        onChange={(priority) =>
          dispatch(
            priority === 0 ? { type: 'unset', setting: 'priority' } : { type: 'set', settings: { priority } },
          )
        }
      />
    </Field>
  )
}

function Format({ draft, dispatch, taken, model }: Props) {
  const words = useWords(WORDS)
  const names = useWords(SETTING_NAMES)
  if (!taken.has('outputFormat')) return null
  return (
    <Field
      label={names.outputFormat}
      note={draft.settings.outputFormat === 'mov' ? words.forEditing : undefined}
    >
      <Segmented
        label={words.fileFormat}
        value={draft.settings.outputFormat ?? 'mp4'}
        options={model.outputFormats.map((value) => ({ value, label: value.toUpperCase() }))}
        onChange={(outputFormat) => dispatch({ type: 'set', settings: { outputFormat } })}
      />
    </Field>
  )
}
