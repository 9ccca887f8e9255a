import { Lock } from 'lucide-react'
import type { Dispatch } from 'react'
import { useSay, useWords } from '#components/ui/language.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { defineWords, type Language } from '#lib/language/language.ts'
import { modelOrLoosest, outputSize } from '#lib/seedance/models.ts'
import { AdvancedSettings } from './advanced-settings.tsx'
import { shortcut } from './commands/shortcuts.ts'
import { modeOf } from './draft-mode.ts'
import type { Draft, DraftAction } from './draft.ts'
import { DurationField } from './duration-field.tsx'
import { Field } from './field.tsx'
import { offersOf } from '#lib/seedance/fit-settings.ts'
import { lockedLength, lockedShape, type LockedSetting } from './locked-settings.ts'
import { RatioPicker } from './ratio-picker.tsx'
import { SeedField } from './seed-field.tsx'
import { useFormat, type Format } from './use-format.ts'
import { RESOLUTION_WORDS } from './words.ts'
import { SETTING_NAMES } from './setting-names.ts'

const WORDS = defineWords({
  en: {
    followed: 'follows the picture or prompt',
    lengthOfClip: 'As long as the clip',
    added: 'Length to add',
    after: (seconds: string) => `after ${seconds} of clip, priced too`,
    frames: (count: number) => `${count} frames`,
    silent: 'Silent',
    autoShape: 'Auto shape',
    autoLength: 'Auto length',
    seconds: (count: number) => `${count} s`,
  },
  zh: {
    followed: '跟随图片或提示词',
    lengthOfClip: '与原视频等长',
    added: '延长时长',
    after: (seconds) => `接在 ${seconds}视频之后，原视频也计费`,
    frames: (count) => `${count} 帧`,
    silent: '无声',
    autoShape: '自动比例',
    autoLength: '自动时长',
    seconds: (count) => `${count} 秒`,
  },
})

/** Every choice comes from the chosen model's row: what it can't do isn't there. */
export function SettingsPanel({ draft, dispatch }: { draft: Draft; dispatch: Dispatch<DraftAction> }) {
  const words = useWords(WORDS)
  const names = useWords(SETTING_NAMES)
  const { model } = modelOrLoosest(draft.model)
  const format = useFormat()
  const mode = modeOf(draft)
  const [shapeLock, lengthLock] = [lockedShape(model, mode), lockedLength(model, mode)]
  const offers = offersOf(draft.model, mode, draft.settings)
  const { shown, ratios, resolutions, durations, settings: taken } = offers
  const size = outputSize(model, shown.resolution, shown.ratio)
  return (
    <div className="space-y-4">
      {shapeLock && <Locked label={names.ratio} {...shapeLock} />}
      {ratios.length > 1 && (
        <Field label={names.ratio} note={size ? `${size.width} × ${size.height}` : words.followed}>
          <RatioPicker
            ratios={ratios}
            value={shown.ratio}
            onChange={(ratio) => dispatch({ type: 'set', settings: { ratio } })}
          />
        </Field>
      )}
      <div className="grid grid-cols-1 gap-x-5 gap-y-4 sm:grid-cols-2">
        {lengthLock ? (
          <Locked label={names.duration} {...lengthLock} />
        ) : taken.has('duration') && shown.frames === undefined ? (
          <DurationField
            {...(mode === 'extend' && extension(draft, format, words))}
            choice={durations}
            value={shown.duration ?? -1}
            onChange={(duration) => dispatch({ type: 'set', settings: { duration } })}
          />
        ) : (
          <Field label={names.duration}>
            <p className="flex h-7 items-center text-ink-2">
              {shown.frames === undefined ? words.lengthOfClip : words.frames(shown.frames)}
            </p>
          </Field>
        )}
        <Field label={names.resolution}>
          <Segmented
            label={names.resolution}
            attributes={shortcut('resolution')}
            value={shown.resolution}
            options={resolutions.map((value) => ({ value, label: RESOLUTION_WORDS[value] }))}
            onChange={(resolution) => dispatch({ type: 'set', settings: { resolution } })}
          />
        </Field>
        {taken.has('seed') && (
          <Field label={names.seed}>
            <SeedField
              value={draft.settings.seed}
              onChange={(seed) =>
                dispatch(
                  seed === undefined
                    ? { type: 'unset', setting: 'seed' }
                    : { type: 'set', settings: { seed } },
                )
              }
            />
          </Field>
        )}
        {taken.has('generateAudio') && (
          <div className="flex flex-col justify-end">
            <Switch
              label={names.generateAudio}
              checked={shown.generateAudio}
              onChange={(generateAudio) => dispatch({ type: 'set', settings: { generateAudio } })}
            />
          </div>
        )}
      </div>
      <AdvancedSettings
        draft={{ ...draft, settings: offers.fitted }}
        dispatch={dispatch}
        model={model}
        taken={taken}
      />
    </div>
  )
}

/** What is asked for comes after the clip; the price is that of both. */
function extension(
  { references }: Draft,
  format: Format,
  words: { added: string; after: (seconds: string) => string },
): { label: string; note?: string } {
  const clip = references.find(({ kind }) => kind === 'video')?.media?.duration
  return { label: words.added, ...(clip !== undefined && { note: words.after(format.seconds(clip)) }) }
}

function Locked({ label, value, reason }: { label: string } & LockedSetting) {
  const say = useSay()
  return (
    <Field label={label}>
      <p className="flex h-7 items-center gap-1.5 text-ink-2">
        <Lock aria-hidden size={13} className="shrink-0 text-ink-3" />
        {say(value)}
      </p>
      <p className="text-xs text-pretty text-ink-3">{say(reason)}</p>
    </Field>
  )
}

/** The settings in one line, for where they are folded away. */
export function settingsInWords(draft: Draft, language: Language): string {
  const words = WORDS[language]
  const { model } = modelOrLoosest(draft.model)
  const { ratio, resolution, duration, frames, generateAudio } = offersOf(
    draft.model,
    modeOf(draft),
    draft.settings,
  ).shown
  return [
    ratio === 'adaptive' ? words.autoShape : ratio,
    ...(frames === undefined
      ? duration === undefined
        ? []
        : [duration === -1 ? words.autoLength : words.seconds(duration)]
      : [words.frames(frames)]),
    RESOLUTION_WORDS[resolution],
    ...(model.audioOutput ? [generateAudio ? SETTING_NAMES[language].generateAudio : words.silent] : []),
  ].join(' · ')
}
