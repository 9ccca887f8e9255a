import { clsx } from 'clsx'
import { Film, Image as ImageIcon, Music } from 'lucide-react'
import { useState } from 'react'
import { useDropzone } from 'react-dropzone'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import { REFERENCE_ROLES, type ReferenceRole } from '#lib/seedance/request.ts'
import type { Draft } from './draft.ts'
import { rolesFor } from './reference-roles.ts'
import { KIND_WORDS, ROLE_HINTS, ROLE_WORDS } from './words.ts'

const ICONS = { image: ImageIcon, video: Film, audio: Music }

/**
 * While something is dragged: the places that can take it, and what the model can't take. Loaded once the page is at rest; folders are
 * opened by react-dropzone.
 */
export default function DropLayer({
  draft,
  onFiles,
  onEnd,
}: {
  draft: Draft
  onFiles: (files: readonly File[], role?: ReferenceRole) => void
  onEnd: () => void
}) {
  const [over, setOver] = useState<ReferenceRole>()
  const { getRootProps } = useDropzone({
    noClick: true,
    noKeyboard: true,
    noPaste: true,
    onDragOver: (event) => setOver(roleUnder(event.target)),
    onDrop: (files, _rejected, event) => {
      onEnd()
      if (files.length > 0) onFiles(files, roleUnder(event.target))
    },
  })
  const { model } = modelOrLoosest(draft.model)
  const kinds = (['image', 'video', 'audio'] as const).map((kind) => ({ kind, roles: rolesFor(model, kind) }))
  const places = kinds.flatMap(({ kind, roles }) => roles.map((role) => ({ kind, role })))
  const refused = kinds.filter(({ roles }) => roles.length === 0).map(({ kind }) => KIND_WORDS[kind].many)
  return (
    <div
      {...getRootProps({ role: 'presentation' })}
      data-drop-layer
      className="fixed inset-0 z-30 flex animate-appear flex-col items-center justify-center gap-4 bg-scrim p-6 backdrop-blur-sm"
    >
      <p className="text-xl font-semibold text-on-screen">
        {places.length > 0 ? 'Drop it where it belongs' : `${model.label} takes no files`}
      </p>
      <div className="grid w-full max-w-200 grid-cols-2 gap-3 lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none">
        {places.map(({ kind, role }) => (
          <DropPlace key={role} kind={kind} role={role} isOver={role === over} />
        ))}
      </div>
      {refused.length > 0 && places.length > 0 && (
        <p className="text-sm text-on-screen-2">
          {model.label} takes no {refused.join(' and no ')}.
        </p>
      )}
    </div>
  )
}

function DropPlace({
  kind,
  role,
  isOver,
}: {
  kind: keyof typeof ICONS
  role: ReferenceRole
  isOver: boolean
}) {
  const Icon = ICONS[kind]
  return (
    <div
      data-drop-role={role}
      className={clsx(
        'flex flex-col items-center gap-2 rounded-2xl border-2 border-dashed bg-raised px-4 py-8 text-center transition-colors',
        isOver ? 'border-ink' : 'border-line-strong',
      )}
    >
      <Icon aria-hidden size={24} strokeWidth={1.5} className="text-ink-2" />
      <span className="text-base font-semibold">{ROLE_WORDS[role]}</span>
      <span className="text-xs text-ink-3">{ROLE_HINTS[role]}</span>
    </div>
  )
}

function roleUnder(target: EventTarget | null): ReferenceRole | undefined {
  const place = target instanceof Element ? target.closest<HTMLElement>('[data-drop-role]') : null
  return REFERENCE_ROLES.find((role) => role === place?.dataset.dropRole)
}
