import { Link2, Plus } from 'lucide-react'
import { useRef, useState, type Dispatch } from 'react'
import { announce } from '#components/ui/announcer.tsx'
import { Button } from '#components/ui/button.tsx'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import { AddressForm } from './address-form.tsx'
import type { Draft, DraftAction } from './draft.ts'
import { ReferenceCard } from './reference-card.tsx'
import { rolesFor } from './reference-roles.ts'
import { useSortable } from './use-sortable.ts'
import type { Uploads } from './use-uploads.ts'
import { KIND_WORDS } from './words.ts'

/** What the video is made from. Files can be dropped anywhere on the page; here they are named, given a role and put in order. */
export function ReferenceTray({
  draft,
  dispatch,
  uploads,
  problems,
  onBrowse,
  onChooseAgain,
  onAddress,
}: {
  draft: Draft
  dispatch: Dispatch<DraftAction>
  uploads: Uploads
  /** Sentences, by place of the reference. */
  problems: ReadonlyMap<number, string[]>
  onBrowse: () => void
  onChooseAgain: (id: string) => void
  onAddress: (address: string) => void
}) {
  const { model } = modelOrLoosest(draft.model)
  const { references } = draft
  const [isAddressOpen, setAddressOpen] = useState(false)
  const list = useRef<HTMLUListElement>(null)
  const move = (id: string, to: number) => {
    if (to < 0 || to >= references.length) return
    dispatch({ type: 'move', id, to })
    announce(`${references.find((reference) => reference.id === id)?.name} is now number ${to + 1}`)
  }
  useSortable(list, move)
  const accepted = (['image', 'video', 'audio'] as const).filter((kind) => rolesFor(model, kind).length > 0)
  if (accepted.length === 0 && references.length === 0) return null
  return (
    <section aria-label="References">
      {references.length > 0 && (
        <ul ref={list} className="border-b px-2 py-1">
          {references.map((reference, index) => (
            <li key={reference.id} data-id={reference.id} data-reference={index}>
              <ReferenceCard
                reference={reference}
                upload={uploads.states.get(reference.id)}
                roles={rolesFor(model, reference.kind)}
                problems={problems.get(index) ?? []}
                place={{ index, count: references.length }}
                onRename={(name) => dispatch({ type: 'rename', id: reference.id, name })}
                onRole={(role) => dispatch({ type: 'role', id: reference.id, role })}
                onMove={(to) => move(reference.id, to)}
                onRemove={() => {
                  uploads.cancel(reference.id)
                  dispatch({ type: 'remove', id: reference.id })
                  announce(`${reference.name} removed`)
                }}
                onRetry={() => uploads.retry(reference.id)}
                onChooseAgain={() => onChooseAgain(reference.id)}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="flex min-h-11 items-center gap-1 px-2">
        <Button variant="quiet" size="sm" onClick={onBrowse}>
          <Plus aria-hidden size={14} />
          Add{' '}
          {accepted
            .map((kind) => KIND_WORDS[kind].many)
            .join(', ')
            .replace(/, (\w+)$/, ' or $1')}
        </Button>
        <Button
          variant="quiet"
          size="sm"
          aria-expanded={isAddressOpen}
          onClick={() => setAddressOpen(!isAddressOpen)}
        >
          <Link2 aria-hidden size={14} />
          By address
        </Button>
      </div>
      {isAddressOpen && (
        <AddressForm
          onAdd={(address) => {
            onAddress(address)
            setAddressOpen(false)
          }}
          onClose={() => setAddressOpen(false)}
        />
      )}
    </section>
  )
}
