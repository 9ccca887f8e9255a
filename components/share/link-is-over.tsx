'use client'
import { Unlink } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: {
    title: 'This link is over',
    why: 'It may have ended, been taken back, or been cut short on its way. Ask whoever sent it for a new one.',
  },
  zh: { title: '这个链接已失效', why: '它可能已到期、被撤回，或者复制时不完整。请向发送者索取新的链接。' },
})

/** Tells nothing about what there was, nor whether there was anything. `takesFocus`: it came while somebody was looking. */
export function LinkIsOver({ takesFocus = false }: { takesFocus?: boolean }) {
  const words = useWords(WORDS)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (takesFocus) title.current?.focus()
  }, [takesFocus])
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div className="max-w-100 space-y-3">
        <Unlink aria-hidden size={24} className="text-ink-3" />
        <h1 ref={title} tabIndex={-1} className="text-xl font-semibold outline-none">
          {words.title}
        </h1>
        <p className="text-base text-pretty text-ink-2">{words.why}</p>
      </div>
    </main>
  )
}
