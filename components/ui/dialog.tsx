import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { defineWords } from '#lib/language/language.ts'
import { IconButton } from './button.tsx'
import { useWords } from './language.tsx'

const WORDS = defineWords({ en: { close: 'Close' }, zh: { close: '关闭' } })

/**
 * The browser's own modal dialog: it keeps the focus inside, closes on Escape and gives the focus back. Mounted means open; the caller
 * unmounts it in `onClose`.
 */
export function Dialog({
  title,
  titleHidden = false,
  onClose,
  className,
  children,
}: {
  title: string
  titleHidden?: boolean
  onClose: () => void
  className?: string
  children: ReactNode
}) {
  const words = useWords(WORDS)
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    if (!element) return
    if (!element.open) element.showModal()
    // Else the focus is on the first control, which closes it again.
    element.querySelector<HTMLElement>('[data-focus-first]')?.focus()
    // Only the backdrop has the dialog itself as its target: the content fills it.
    const onClick = (event: MouseEvent) => event.target === element && element.close()
    element.addEventListener('click', onClick)
    return () => element.removeEventListener('click', onClick)
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-label={title}
      onClose={onClose}
      className={clsx(
        'm-auto max-h-[calc(100dvh-32px)] max-w-[calc(100vw-32px)] overflow-hidden rounded-2xl bg-surface text-sm text-ink shadow-float',
        'animate-appear max-sm:max-h-dvh max-sm:w-full max-sm:max-w-full max-sm:rounded-b-none',
        className,
      )}
    >
      <div className="flex max-h-[inherit] flex-col">
        {!titleHidden && (
          <div className="flex items-center justify-between gap-4 border-b py-2 pr-2 pl-5">
            <h2 className="text-base font-semibold">{title}</h2>
            <IconButton label={words.close} onClick={() => dialog.current?.close()}>
              <X size={16} />
            </IconButton>
          </div>
        )}
        {children}
      </div>
    </dialog>
  )
}
