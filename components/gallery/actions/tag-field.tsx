import { clsx } from 'clsx'
import { useId, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { TAG_WORDS } from './tag-dialog.words.ts'
import { tagOf } from './tag-wish.ts'

/** Typed, or chosen among those of the team: with the arrow keys and Enter, or by a press. */
export function TagField({
  typed,
  suggestions,
  hasPlace,
  onType,
  onAdd,
}: {
  typed: string
  suggestions: readonly string[]
  /** For suggestions, also while there are none. */
  hasPlace: boolean
  onType: (text: string) => void
  onAdd: (tag: string) => void
}) {
  const words = useWords(TAG_WORDS)
  const id = useId()
  const [active, setActive] = useState(-1)
  const chosen = suggestions[active]
  const add = (tag: string) => {
    setActive(-1)
    if (tag !== '') onAdd(tag)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && suggestions.length > 0) {
      event.preventDefault()
      setActive((active + step + suggestions.length + (active < 0 && step < 0 ? 1 : 0)) % suggestions.length)
    } else if ((event.key === 'Enter' && (chosen !== undefined || typed !== '')) || event.key === ',') {
      event.preventDefault()
      add(chosen ?? tagOf(typed))
    }
  }
  return (
    <div className="space-y-2">
      <label htmlFor={id} className="block text-xs font-medium text-ink-2">
        {words.field}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          data-focus-first
          role="combobox"
          aria-expanded={suggestions.length > 0}
          aria-controls={`${id}list`}
          aria-autocomplete="list"
          {...(chosen !== undefined && { 'aria-activedescendant': `${id}${active}` })}
          value={typed}
          maxLength={64}
          autoComplete="off"
          enterKeyHint="done"
          onChange={(event) => {
            setActive(-1)
            onType(event.target.value)
          }}
          onKeyDown={onKeyDown}
          className="h-9 min-w-0 flex-1 rounded-lg border border-line-strong bg-surface px-3 touch:h-11 touch:text-base"
        />
        <Button className="h-9 touch:h-11" disabled={tagOf(typed) === ''} onClick={() => add(tagOf(typed))}>
          {words.add}
        </Button>
      </div>
      <div className={clsx(hasPlace && 'min-h-7 touch:min-h-11')}>
        {suggestions.length > 0 && (
          <div
            id={`${id}list`}
            role="listbox"
            aria-label={words.suggestions}
            className="flex flex-wrap gap-1.5"
          >
            {suggestions.map((tag, index) => (
              <button
                key={tag}
                id={`${id}${index}`}
                type="button"
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                onClick={() => add(tag)}
                className={clsx(
                  'flex h-7 max-w-full items-center rounded-full px-3 text-xs ring-1 ring-line-strong touch:h-11',
                  index === active ? 'bg-pressed text-ink' : 'text-ink-2 hover:bg-hover hover:text-ink',
                )}
              >
                <span className="truncate">{tag}</span>
              </button>
            ))}
          </div>
        )}
      </div>
    </div>
  )
}
