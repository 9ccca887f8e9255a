import { clsx } from 'clsx'
import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useWords } from '#components/ui/language.tsx'
import { MAX_COMMENT_LENGTH, type Person } from '#lib/api/review.ts'
import { peopleFor } from './place-words.ts'
import { REVIEW_WORDS } from './review.words.ts'

/** A text in which `@` offers the people who see the clip. Mod+Enter sends. */
export function PersonField({
  label,
  text,
  people,
  onChange,
  onSend,
  onFocus,
  onEscape,
  isMain = false,
  takesFocus = false,
}: {
  label: string
  text: string
  people: readonly Person[]
  onChange: (text: string) => void
  onSend: () => void
  onFocus?: () => void
  onEscape?: () => void
  /** The one that the key for a new comment leads to. */
  isMain?: boolean
  takesFocus?: boolean
}) {
  const words = useWords(REVIEW_WORDS)
  const field = useRef<HTMLTextAreaElement>(null)
  const listId = useId()
  const [caret, setCaret] = useState(0)
  const [active, setActive] = useState(0)
  const [isClosed, setClosed] = useState(false)
  const offer = isClosed ? undefined : peopleFor(text, caret, people)
  useLayoutEffect(() => {
    if (takesFocus) field.current?.focus()
  }, [takesFocus])
  const take = (person: Person) => {
    if (!offer) return
    const before = `${text.slice(0, offer.start)}@${person.name} `
    onChange(before + text.slice(caret))
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(before.length, before.length)
      setCaret(before.length)
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      return onSend()
    }
    if (offer) {
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      const person = offer.found[active % offer.found.length]
      if (by !== undefined) setActive((active + by + offer.found.length) % offer.found.length)
      else if ((event.key === 'Enter' || event.key === 'Tab') && person) take(person)
      else if (event.key === 'Escape') setClosed(true)
      else return
      event.preventDefault()
    } else if (event.key === 'Escape' && onEscape) {
      event.preventDefault()
      onEscape()
    }
  }
  return (
    <div className="relative">
      <textarea
        ref={field}
        {...(isMain && { 'data-comment-field': '' })}
        rows={text.includes('\n') || text.length > 60 ? 4 : 2}
        value={text}
        maxLength={MAX_COMMENT_LENGTH}
        aria-label={label}
        placeholder={people.length > 0 ? words.writeHint : words.writeHintAlone}
        // A field of several lines is allowed no other role; the list is told by what is chosen in it.
        {...(people.length > 0 && {
          'aria-autocomplete': 'list',
          'aria-haspopup': 'listbox',
          'aria-controls': listId,
          ...(offer && { 'aria-activedescendant': `${listId}-${active % offer.found.length}` }),
        })}
        onChange={(event) => {
          setClosed(false)
          setActive(0)
          setCaret(event.target.selectionStart)
          onChange(event.target.value)
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onFocus={onFocus}
        onBlur={() => setClosed(true)}
        onKeyDown={onKeyDown}
        className="block w-full resize-none rounded-lg bg-raised px-3 py-2 text-sm ring-1 ring-line-strong placeholder:text-ink-3 touch:text-lg"
      />
      <div
        id={listId}
        role="listbox"
        aria-label={words.people}
        hidden={!offer}
        className="absolute inset-x-0 bottom-full z-10 mb-1 rounded-xl bg-raised p-1 shadow-float"
      >
        {offer?.found.map((person, index) => (
          <div
            key={person.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active % offer.found.length}
            // Before the field loses the focus.
            onPointerDown={(event) => {
              event.preventDefault()
              take(person)
            }}
            className={clsx(
              'cursor-pointer rounded-md px-2 py-1.5 text-sm touch:py-3',
              index === active % offer.found.length && 'bg-hover',
            )}
          >
            {person.name}
          </div>
        ))}
      </div>
    </div>
  )
}
