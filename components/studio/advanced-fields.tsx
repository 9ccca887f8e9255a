import { useEffect, useRef, type Dispatch } from 'react'
import { Segmented } from '#components/ui/segmented.tsx'
import { Slider } from '#components/ui/slider.tsx'
import { Switch } from '#components/ui/switch.tsx'
import type { ModelCapabilities } from '#lib/seedance/models.ts'
import type { RequestSettings } from '#lib/seedance/request.ts'
import type { Draft, DraftAction } from './draft.ts'
import { Field } from './field.tsx'

export interface AdvancedProps {
  draft: Draft
  dispatch: Dispatch<DraftAction>
  model: ModelCapabilities
  taken: ReadonlySet<keyof RequestSettings>
}
type Props = AdvancedProps

/** What is changed seldom, each only where the model has it. Loaded when it is opened. */
export default function AdvancedFields(props: AdvancedProps) {
  const fields = useRef<HTMLDivElement>(null)
  useEffect(() => {
    fields.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={fields} className="scroll-mb-4 space-y-3 px-2 pt-2 pb-1">
      <OnOff {...props} name="watermark" label="Watermark" hint="A mark in the lower right corner" />
      <OnOff
        {...props}
        name="returnLastFrame"
        label="Keep the last frame"
        hint="As a picture, to go on from"
      />
      <OnOff
        {...props}
        name="cameraFixed"
        label="Fixed camera"
        hint="It doesn’t move, whatever the prompt says"
      />
      <OnOff
        {...props}
        name="webSearch"
        label="Web search"
        hint="Looks up what the prompt names; may cost extra"
      />
      <OnOff {...props} name="draft" label="Draft" hint="480p and cheap, to try an idea" />
      <Flex {...props} />
      <Frames {...props} />
      <Priority {...props} />
      <Format {...props} />
    </div>
  )
}

function OnOff({
  name,
  label,
  hint,
  draft,
  dispatch,
  taken,
}: Props & {
  name: 'watermark' | 'returnLastFrame' | 'cameraFixed' | 'webSearch' | 'draft'
  label: string
  hint: string
}) {
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
  if (!taken.has('serviceTier')) return null
  return (
    <Switch
      label="Flex: half the price"
      hint="Made when there is room, maybe hours later"
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
  const { frames: limits } = model
  if (!taken.has('frames') || !limits) return null
  const { frames } = draft.settings
  // The first length that the rule allows, (n - base) divisible by step, near five seconds.
  const usual = limits.base + Math.round((121 - limits.base) / limits.step) * limits.step
  return (
    <div>
      <Switch
        label="Length in frames"
        hint="24 to a second; takes the place of the seconds"
        checked={frames !== undefined}
        onChange={(on) =>
          dispatch(on ? { type: 'set', settings: { frames: usual } } : { type: 'unset', setting: 'frames' })
        }
      />
      {frames !== undefined && (
        <div className="flex items-center gap-3">
          <Slider
            label="Frames"
            min={limits.min}
            max={limits.max}
            step={limits.step}
            value={frames}
            valueText={`${frames} frames`}
            onChange={(value) => dispatch({ type: 'set', settings: { frames: value } })}
          />
          <output className="w-20 shrink-0 text-right font-medium tabular-nums">
            {frames} · {(frames / 24).toFixed(1)} s
          </output>
        </div>
      )}
    </div>
  )
}

function Priority({ draft, dispatch, taken }: Props) {
  if (!taken.has('priority')) return null
  const value = draft.settings.priority ?? 0
  return (
    <Field label="Priority" note={value === 0 ? 'usual' : String(value)}>
      <Slider
        label="Priority in the provider’s queue"
        min={0}
        max={9}
        value={value}
        valueText={value === 0 ? 'usual' : String(value)}
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
  if (!taken.has('outputFormat')) return null
  return (
    <Field
      label="File"
      note={draft.settings.outputFormat === 'mov' ? 'for editing; few browsers play it' : undefined}
    >
      <Segmented
        label="File format"
        value={draft.settings.outputFormat ?? 'mp4'}
        options={model.outputFormats.map((value) => ({ value, label: value.toUpperCase() }))}
        onChange={(outputFormat) => dispatch({ type: 'set', settings: { outputFormat } })}
      />
    </Field>
  )
}
