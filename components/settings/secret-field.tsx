import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { copyText } from '#components/ui/copy-text.ts'
import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({ en: { copied: 'Copied' }, zh: { copied: '已复制' } })

/** A secret to be taken along. `label` is read out, `copy` stands on the button. */
export function SecretField({ label, secret, copy }: { label: string; secret: string; copy: string }) {
  return (
    <div className="flex gap-2 max-sm:flex-col">
      <input
        readOnly
        aria-label={label}
        value={secret}
        onFocus={(event) => event.target.select()}
        className="h-9 min-w-0 flex-1 rounded-md bg-hover px-2.5 font-mono text-xs max-sm:flex-none touch:h-11"
      />
      <CopyButton text={secret} label={copy} />
    </div>
  )
}

export function CopyButton({ text, label }: { text: string; label: string }) {
  const words = useWords(WORDS)
  const [isCopied, setCopied] = useState(false)
  return (
    <Button onClick={() => void copyText(text).then(setCopied)}>{isCopied ? words.copied : label}</Button>
  )
}
