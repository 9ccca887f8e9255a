import { useState, type KeyboardEvent } from 'react'
import { Button } from '#components/ui/button.tsx'
import { isAddress } from './add-references.ts'

/** A file by its address: the studio's server fetches it and keeps it. */
export default function AddressForm({
  onAdd,
  onClose,
}: {
  onAdd: (address: string) => void
  onClose: () => void
}) {
  const [address, setAddress] = useState('')
  const [problem, setProblem] = useState<string>()
  const add = () => {
    if (isAddress(address)) onAdd(address.trim())
    else setProblem('An address begins with https:// and leads to a picture, clip or sound.')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose()
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    add()
  }
  return (
    <div className="px-3 pb-3">
      <div className="flex gap-2">
        <input
          type="url"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just asked for this field
          autoFocus
          aria-label="Address of a picture, clip or sound"
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : 'address-problem'}
          placeholder="https://"
          value={address}
          onChange={(event) => setAddress(event.target.value)}
          onKeyDown={onKeyDown}
          className="h-8 min-w-0 flex-1 rounded-md bg-hover px-2.5 -outline-offset-1 touch:h-11 touch:text-lg"
        />
        <Button onClick={add}>Add</Button>
      </div>
      {problem !== undefined && (
        <p id="address-problem" className="mt-1.5 text-xs text-bad">
          {problem}
        </p>
      )}
    </div>
  )
}
