import { useState, type KeyboardEvent } from 'react'
import { Button } from './button.tsx'

/** A name that is saved with Enter or by its button. */
export function NameField({
  label,
  action,
  initial = '',
  problemId,
  onName,
  onCancel,
}: {
  label: string
  action: string
  initial?: string
  problemId: string | undefined
  /** False: it was refused, and the name stays to be changed. */
  onName: (name: string) => Promise<boolean>
  onCancel?: () => void
}) {
  const [name, setName] = useState(initial)
  const save = () => {
    const trimmed = name.trim()
    if (trimmed === '') return
    void onName(trimmed).then((isDone) => isDone && setName(initial))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && onCancel) {
      event.preventDefault()
      event.stopPropagation()
      return onCancel()
    }
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    save()
  }
  return (
    <div className="flex gap-2">
      <input
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just asked to rename it
        autoFocus={onCancel !== undefined}
        aria-label={label}
        aria-invalid={problemId !== undefined}
        aria-describedby={problemId}
        placeholder={label}
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-8 min-w-0 flex-1 rounded-md bg-hover px-2.5 -outline-offset-1 touch:h-11 touch:text-lg"
      />
      <Button onClick={save} disabled={name.trim() === ''}>
        {action}
      </Button>
    </div>
  )
}
