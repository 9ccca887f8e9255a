import { useLanguage, useWords } from '#components/ui/language.tsx'
import type { SettingsContent } from '#lib/api/presets.ts'
import { defineWords, type Language } from '#lib/language/language.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import type { Draft } from '../draft.ts'
import { seconds } from '../format.ts'
import { RESOLUTION_WORDS } from '../words.ts'
import { applyPreset, presetOf } from './apply-preset.ts'
import type { RecipeTools } from './recipe-tools.ts'
import { SharedPanel } from './shared-panel.tsx'

const WORDS = defineWords({
  en: {
    empty:
      'A preset keeps model, settings and number of takes. Save the present ones, and the whole team can use them.',
    saveAs: 'Save the present settings as',
    nothing: '',
  },
  zh: {
    empty: '预设保存模型、设置和条数。保存当前设置后，整个团队都可以使用。',
    saveAs: '将当前设置保存为',
    nothing: '',
  },
})

/** Model, settings and ×N that the team has saved. */
export default function PresetPanel({
  draft,
  tools,
  close,
}: {
  draft: Draft
  tools: RecipeTools
  close: () => void
}) {
  const words = useWords(WORDS)
  const language = useLanguage()
  return (
    <SharedPanel
      kind="settings"
      words={words}
      detail={({ content }) => inWords(content, language)}
      current={(name) => ({ kind: 'settings', name, content: presetOf(draft) })}
      onApply={(preset) => {
        tools.dispatch(applyPreset(preset))
        close()
      }}
    />
  )
}

/** What sets it apart; the model's own values are not said. */
function inWords({ model, settings, takes }: SettingsContent, language: Language): string {
  const { resolution, ratio, duration } = settings
  return [
    modelOrLoosest(model).model.label,
    ...(resolution === undefined ? [] : [RESOLUTION_WORDS[resolution]]),
    ...(ratio === undefined || ratio === 'adaptive' ? [] : [ratio]),
    ...(duration === undefined || duration < 0 ? [] : [seconds(duration, language)]),
    `×${takes}`,
  ].join(' · ')
}
