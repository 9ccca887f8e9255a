'use client'
import { Toaster as Sonner } from 'sonner'
import { defineWords } from '#lib/language/language.ts'
import { useWords } from './language.tsx'

export { toast } from 'sonner'

const WORDS = defineWords({ en: { notices: 'Notices' }, zh: { notices: '通知' } })

export default function Toaster() {
  const words = useWords(WORDS)
  return (
    <Sonner
      containerAriaLabel={words.notices}
      position="bottom-center"
      gap={8}
      offset={24}
      mobileOffset={{ bottom: 112 }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-90 max-w-full items-center gap-3 rounded-xl bg-raised p-3.5 font-sans text-sm text-ink shadow-float',
          title: 'font-medium',
          description: 'mt-0.5 text-ink-2',
          success: '[&_[data-icon]]:text-good',
          error: '[&_[data-icon]]:text-bad',
          icon: 'shrink-0',
          content: 'flex-1',
          actionButton:
            'h-7 shrink-0 rounded-md px-2 text-xs font-semibold text-ink ring-1 ring-line-strong hover:bg-hover',
        },
      }}
    />
  )
}
