import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import type { Person } from '#lib/api/review.ts'
import { PersonField } from './person-field.tsx'
import { REVIEW_WORDS } from './review.words.ts'

/** An answer, or own words written anew. */
export function TextForm({
  label,
  confirm,
  first = '',
  people,
  onSend,
  onCancel,
}: {
  label: string
  confirm: string
  first?: string
  people: readonly Person[]
  onSend: (text: string) => Promise<void>
  onCancel: () => void
}) {
  const words = useWords(REVIEW_WORDS)
  const [text, setText] = useState(first)
  const send = () => {
    if (text.trim() !== '') void onSend(text)
  }
  return (
    <form
      className="space-y-2"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <PersonField
        takesFocus
        label={label}
        text={text}
        people={people}
        onChange={setText}
        onSend={send}
        onEscape={onCancel}
      />
      <div className="flex justify-end gap-1.5">
        <Button variant="quiet" size="sm" onClick={onCancel} className="touch:h-11">
          {words.cancel}
        </Button>
        <Button type="submit" size="sm" disabled={text.trim() === ''} className="touch:h-11">
          {confirm}
        </Button>
      </div>
    </form>
  )
}
