import { useEffect, useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { copyText } from '#components/ui/copy-text.ts'
import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: { link: 'The link', copy: 'Copy link', copied: 'Copied' },
  zh: { link: '链接', copy: '复制链接', copied: '已复制' },
})

/** A link that is shown once. */
export function NewLink({ link, label }: { link: string; label?: string }) {
  const words = useWords(WORDS)
  const [isCopied, setCopied] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  // The button that made it is gone.
  useEffect(() => field.current?.focus(), [])
  return (
    <div className="flex max-w-160 gap-2 max-sm:flex-col">
      <input
        ref={field}
        readOnly
        aria-label={label ?? words.link}
        value={link}
        onFocus={(event) => event.target.select()}
        className="h-9 min-w-0 flex-1 rounded-md bg-hover px-2.5 font-mono text-xs touch:h-11"
      />
      <Button variant="accent" className="h-9 touch:h-11" onClick={() => void copyText(link).then(setCopied)}>
        {isCopied ? words.copied : words.copy}
      </Button>
    </div>
  )
}
