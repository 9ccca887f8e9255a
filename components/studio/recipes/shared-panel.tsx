'use client'
/** What the team shares of one kind: apply, save, rename, replace and delete. Presets and templates are both shown by it. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Pencil, Save, Trash2 } from 'lucide-react'
import { useId, useState } from 'react'
import { IconButton } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { NameField } from '#components/ui/name-field.tsx'
import { notify } from '#components/ui/notify.ts'
import { useTrying } from '#components/ui/use-trying.ts'
import type { CreatePresetInput, Preset, PresetKind, UpdatePresetInput } from '#lib/api/presets.ts'
import { createPreset, deletePreset, presetsQuery, updatePreset } from '#lib/queries/presets.ts'
import { SHARED_PANEL_WORDS } from './shared-panel-words.ts'

/** What would be saved under a name. */
type Current = (name: string) => CreatePresetInput

export function SharedPanel<Kind extends PresetKind>({
  kind,
  words: own,
  detail,
  current,
  onApply,
}: {
  kind: Kind
  words: { empty: string; saveAs: string; nothing: string }
  /** The second line of one. */
  detail: (preset: Extract<Preset, { kind: Kind }>) => string
  /** What would be saved; undefined where there is nothing to save. */
  current: Current | undefined
  onApply: (preset: Extract<Preset, { kind: Kind }>) => void
}) {
  const words = useWords(SHARED_PANEL_WORDS)
  const { data, isError } = useQuery(presetsQuery)
  const { work, problem } = useSharedWork()
  const problemId = useId()
  const presets = data?.presets.filter(
    (preset): preset is Extract<Preset, { kind: Kind }> => preset.kind === kind,
  )
  return (
    <div className="p-1">
      {isError && !data && <p className="p-2 text-xs text-bad">{words.unreachable}</p>}
      {!isError && !data && <p className="p-2 text-xs text-ink-3">{words.loading}</p>}
      {presets?.length === 0 && <p className="p-2 text-xs text-pretty text-ink-2">{own.empty}</p>}
      <ul className="max-h-64 scrollbar-quiet overflow-y-auto">
        {presets?.map((preset) => (
          <Row
            key={preset.id}
            preset={preset}
            detail={detail(preset)}
            current={current}
            work={work}
            problemId={problem === undefined ? undefined : problemId}
            onApply={() => onApply(preset)}
          />
        ))}
      </ul>
      <div className="mt-1 border-t px-1 pt-2">
        {current ? (
          <NameField
            label={own.saveAs}
            action={words.save}
            problemId={problem === undefined ? undefined : problemId}
            onName={(name) => work.create(current(name))}
          />
        ) : (
          <p className="px-1 pb-1 text-xs text-ink-3">{own.nothing}</p>
        )}
        <p id={problemId} role="alert" className="px-1 pt-1 text-xs text-pretty text-bad empty:hidden">
          {problem}
        </p>
      </div>
    </div>
  )
}

type Work = ReturnType<typeof useSharedWork>['work']

function Row({
  preset,
  detail,
  current,
  work,
  problemId,
  onApply,
}: {
  preset: Preset
  detail: string
  current: Current | undefined
  work: Work
  problemId: string | undefined
  onApply: () => void
}) {
  const words = useWords(SHARED_PANEL_WORDS)
  const [isRenaming, setRenaming] = useState(false)
  if (isRenaming) {
    return (
      <li className="p-1">
        <NameField
          label={words.newName}
          action={words.save}
          initial={preset.name}
          problemId={problemId}
          onCancel={() => setRenaming(false)}
          onName={async (name) => {
            const isDone = await work.update(preset, { name })
            if (isDone) setRenaming(false)
            return isDone
          }}
        />
      </li>
    )
  }
  return (
    <li className="flex items-center rounded-lg focus-within:bg-hover hover:bg-hover">
      <button
        type="button"
        onClick={onApply}
        className="min-h-10 min-w-0 flex-1 rounded-lg px-2 py-1 text-left touch:min-h-11"
      >
        <span className="block truncate font-medium">{preset.name}</span>
        <span className="block truncate text-xs text-ink-3">{detail}</span>
      </button>
      {current && (
        <IconButton
          size="sm"
          label={words.update(preset.name)}
          onClick={() => void work.replace(preset, current(preset.name))}
        >
          <Save size={13} />
        </IconButton>
      )}
      <IconButton size="sm" label={words.rename(preset.name)} onClick={() => setRenaming(true)}>
        <Pencil size={13} />
      </IconButton>
      <IconButton size="sm" label={words.remove(preset.name)} onClick={() => void work.remove(preset)}>
        <Trash2 size={13} />
      </IconButton>
    </li>
  )
}

function useSharedWork() {
  const client = useQueryClient()
  const words = useWords(SHARED_PANEL_WORDS)
  const { problem, trying } = useTrying(words.failed)
  const create = (input: CreatePresetInput) => trying(() => createPreset(client, input))
  const update = (preset: Preset, input: UpdatePresetInput) =>
    trying(() => updatePreset(client, preset.id, input))
  const undo = (back: () => Promise<unknown>) => ({ label: words.undo, onPress: () => void trying(back) })
  const work = {
    create,
    update,
    async replace(preset: Preset, { content }: CreatePresetInput) {
      if (!(await update(preset, { content }))) return
      const back = () => updatePreset(client, preset.id, { content: preset.content })
      notify({ kind: 'done', message: words.updated(preset.name), action: undo(back) })
    },
    async remove(preset: Preset) {
      if (!(await trying(() => deletePreset(client, preset.id)))) return
      const { id: _, updatedAt: __, ...input } = preset
      notify({
        kind: 'done',
        message: words.removed(preset.name),
        action: undo(() => createPreset(client, input)),
      })
    },
  }
  return { work, problem }
}
