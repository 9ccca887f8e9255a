import { useLayoutEffect, useRef, type Dispatch } from 'react'
import { announce } from '#components/ui/announcer.tsx'
import { useWords } from '#components/ui/language.tsx'
import { defineWords, type Sentence } from '#lib/language/language.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import { planFix, type FixPlan } from '#lib/seedance/plan-fix.ts'
import { modeOf } from './draft-mode.ts'
import type { Draft, DraftAction } from './draft.ts'
import { factsOfMedia } from './recipe.ts'
import { ReferenceCard } from './reference-card.tsx'
import { rolesOffered } from './reference-roles.ts'
import { useSortable } from './use-sortable.ts'
import type { Uploads } from './use-uploads.ts'

export interface ReferenceListProps {
  draft: Draft
  dispatch: Dispatch<DraftAction>
  uploads: Uploads
  /** Sentences, by place of the reference. */
  problems: ReadonlyMap<number, Sentence[]>
  onChooseAgain: (id: string) => void
}

const WORDS = defineWords({
  en: {
    moved: (name: string, place: number) => `${name} is now number ${place}`,
    removed: (name: string) => `${name} removed`,
  },
  zh: {
    moved: (name, place) => `${name} 现在排第 ${place}`,
    removed: (name) => `已移除 ${name}`,
  },
})

/** The references in their order, each to be named, given a role, moved and removed. Loaded with the first one. */
export default function ReferenceList({
  draft,
  dispatch,
  uploads,
  problems,
  onChooseAgain,
}: ReferenceListProps) {
  const words = useWords(WORDS)
  const { model } = modelOrLoosest(draft.model)
  const { references } = draft
  const list = useRef<HTMLUListElement>(null)
  /** Where the focus belongs once the list has changed: a row that moves or goes takes it along. */
  const focusNext = useRef<(() => HTMLElement | null | undefined) | undefined>(undefined)
  useLayoutEffect(() => {
    focusNext.current?.()?.focus()
    focusNext.current = undefined
  }, [references])

  const move = (id: string, to: number) => {
    if (to < 0 || to >= references.length) return
    const focused = document.activeElement
    focusNext.current = () => (focused instanceof HTMLElement ? focused : null)
    dispatch({ type: 'move', id, to })
    const name = references.find((reference) => reference.id === id)?.name ?? ''
    announce(words.moved(name, to + 1))
  }
  const remove = (id: string, name: string, index: number) => {
    focusNext.current = () => list.current?.children.item(index)?.querySelector<HTMLElement>('[data-remove]')
    uploads.cancel(id)
    dispatch({ type: 'remove', id })
    announce(words.removed(name))
  }
  useSortable(list, move)
  return (
    <ul ref={list} className="border-b px-2 py-1">
      {references.map((reference, index) => (
        <li
          key={reference.id}
          data-id={reference.id}
          data-reference={index}
          tabIndex={-1}
          aria-label={reference.name}
          className="rounded-md -outline-offset-2"
        >
          <ReferenceCard
            reference={reference}
            upload={uploads.states.get(reference.id)}
            roles={rolesOffered(model, references, reference)}
            problems={problems.get(index) ?? []}
            place={{ index, count: references.length }}
            onRename={(name) => dispatch({ type: 'rename', id: reference.id, name })}
            onRole={(role) => dispatch({ type: 'role', id: reference.id, role })}
            onMove={(to) => move(reference.id, to)}
            onRemove={() => remove(reference.id, reference.name, index)}
            plan={planOf(draft, index)}
            onMedia={(media) => dispatch({ type: 'attach', id: reference.id, media })}
            onStop={() => uploads.stop(reference.id)}
            onRetry={() => uploads.retry(reference.id)}
            onChooseAgain={() => onChooseAgain(reference.id)}
          />
        </li>
      ))}
    </ul>
  )
}

/** What would make the file at this place fit the model, beside the others that are there. */
function planOf(draft: Draft, index: number): FixPlan | undefined {
  const reference = draft.references[index]
  if (!reference?.media) return undefined
  const { model } = modelOrLoosest(draft.model)
  const others = draft.references.filter(({ kind }, place) => kind === reference.kind && place !== index)
  const otherSeconds = others.reduce((sum, { media }) => sum + (media?.duration ?? 0), 0)
  return planFix(factsOfMedia(reference.media), { model, mode: modeOf(draft), otherSeconds })
}
