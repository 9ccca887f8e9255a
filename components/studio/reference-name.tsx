import { useState } from 'react'
import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: { nameOf: (name: string) => `Name of ${name}` },
  zh: { nameOf: (name) => `${name} 的名称` },
})

/**
 * The name that the prompt says after `@`. Give it the name as `key`, so that another name replaces what stands in the field.
 * Written when the field is left or Enter is pressed; Escape keeps the old one.
 */
export function ReferenceName({
  name,
  describedBy,
  onRename,
}: {
  name: string
  /** The id of what is wrong with the reference. */
  describedBy: string | undefined
  onRename: (name: string) => void
}) {
  const words = useWords(WORDS)
  const [text, setText] = useState(name)
  const commit = () => {
    const wanted = text.trim()
    if (wanted === '' || wanted === name) setText(name)
    else onRename(wanted)
  }
  return (
    <label className="flex h-6 min-w-0 items-center">
      <span aria-hidden className="text-ink-3">
        @
      </span>
      <input
        aria-label={words.nameOf(name)}
        aria-describedby={describedBy}
        value={text}
        maxLength={64}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') event.currentTarget.blur()
          if (event.key === 'Escape') setText(name)
        }}
        className="-my-px h-6 w-full min-w-0 rounded-sm bg-transparent px-0.5 font-medium text-ellipsis outline-offset-0 transition-colors hover:bg-hover focus:bg-hover touch:text-lg"
      />
    </label>
  )
}
