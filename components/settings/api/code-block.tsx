'use client'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { copyText } from '#components/ui/copy-text.ts'
import { useWords } from '#components/ui/language.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { API_WORDS } from './api-words.ts'
import type { Example } from './examples.ts'

/** The same in several languages, one of which is shown, to be copied. */
export function CodeExamples({ label, examples }: { label: string; examples: readonly Example[] }) {
  const [name, setName] = useState(examples[0]?.name ?? '')
  const shown = examples.find((example) => example.name === name)
  return (
    <div>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Segmented
          label={label}
          options={examples.map((example) => ({ value: example.name, label: example.name }))}
          value={name}
          onChange={setName}
          stretch={false}
        />
        {shown && <CopyButton key={shown.name} {...shown} />}
      </div>
      <pre className="mt-2 rounded-md bg-hover p-3 font-mono text-xs leading-5 wrap-anywhere whitespace-pre-wrap">
        {shown?.code}
      </pre>
    </div>
  )
}

/** One line: an address. */
export function CodeLine({ name, code }: Example) {
  return (
    <div className="flex items-center gap-2">
      <code className="min-w-0 flex-1 rounded-md bg-hover px-2.5 py-1.5 font-mono text-xs wrap-anywhere">
        {code}
      </code>
      <CopyButton name={name} code={code} />
    </div>
  )
}

function CopyButton({ name, code }: Example) {
  const words = useWords(API_WORDS)
  const [isCopied, setCopied] = useState(false)
  return (
    <Button
      size="sm"
      // The label begins with what is seen, for whoever speaks to the page.
      aria-label={isCopied ? undefined : words.copyWhat(name)}
      onClick={() => void copyText(code).then(setCopied)}
    >
      <span aria-live="polite">{isCopied ? words.copied : words.copy}</span>
    </Button>
  )
}
