import { useState, type KeyboardEvent } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'
import { isAddress } from './address.ts'

const WORDS = defineWords({
  en: {
    address: 'Address of a picture, clip or sound',
    wrong: 'An address begins with https:// and leads to a picture, clip or sound.',
    add: 'Add',
  },
  zh: {
    address: '图片、视频或音频的网址',
    wrong: '网址要以 https:// 开头，指向一张图片、一个视频或音频。',
    add: '添加',
  },
})

/** A file by its address: the studio's server fetches it and keeps it. */
export default function AddressForm({
  onAdd,
  onClose,
}: {
  onAdd: (address: string) => void
  onClose: () => void
}) {
  const [address, setAddress] = useState('')
  const words = useWords(WORDS)
  const [isWrong, setWrong] = useState(false)
  const add = () => {
    if (isAddress(address)) onAdd(address.trim())
    else setWrong(true)
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
          aria-label={words.address}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? 'address-problem' : undefined}
          placeholder="https://"
          value={address}
          onChange={(event) => setAddress(event.target.value)}
          onKeyDown={onKeyDown}
          className="h-8 min-w-0 flex-1 rounded-md bg-hover px-2.5 -outline-offset-1 touch:h-11 touch:text-lg"
        />
        <Button onClick={add}>{words.add}</Button>
      </div>
      {isWrong && (
        <p id="address-problem" className="mt-1.5 text-xs text-bad">
          {words.wrong}
        </p>
      )}
    </div>
  )
}
