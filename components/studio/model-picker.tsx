import { ChevronDown } from 'lucide-react'
import { Menu } from '#components/ui/menu.tsx'
import { modelOrLoosest, MODELS, type ModelCapabilities } from '#lib/seedance/models.ts'
import { shortcut } from './commands/shortcuts.ts'
import { RESOLUTION_WORDS } from './words.ts'

/** The models this provider sells, with what sets them apart. */
export function ModelPicker({
  value,
  isOffered,
  onChange,
}: {
  value: string
  isOffered: (model: ModelCapabilities) => boolean
  onChange: (id: string) => void
}) {
  const { model } = modelOrLoosest(value)
  const offered = MODELS.filter((candidate) => isOffered(candidate) || candidate.id === model.id)
  return (
    <Menu
      label={`Model: ${model.label}`}
      items={offered.map((candidate) => ({
        id: candidate.id,
        label: candidate.label,
        hint: strengths(candidate),
        checked: candidate.id === model.id,
        onSelect: () => onChange(candidate.id),
      }))}
      attributes={shortcut('model')}
      triggerClassName="flex h-8 items-center gap-1.5 rounded-md px-2 -ml-2 text-base font-semibold transition-colors hover:bg-hover touch:h-11"
      trigger={
        <>
          {model.label}
          <ChevronDown aria-hidden size={14} className="text-ink-3" />
        </>
      }
    />
  )
}

/** "up to 4K, 4–15 s, with sound, references" */
export function strengths(model: ModelCapabilities): string {
  const { min, max } = model.duration
  const best = model.resolutions.at(-1)
  const takesReferences = model.references.images + model.references.videos + model.references.audios > 0
  return [
    ...(best ? [`up to ${RESOLUTION_WORDS[best]}`] : []),
    `${min}–${max} s`,
    ...(model.audioOutput ? ['sound'] : []),
    ...(takesReferences
      ? ['references']
      : model.modes.some((mode) => mode !== 't2v')
        ? ['first frame']
        : ['text only']),
  ].join(' · ')
}
