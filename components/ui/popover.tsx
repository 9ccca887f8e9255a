import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

export const popoverClass =
  'fixed overflow-y-auto overscroll-contain rounded-xl border-0 bg-raised p-1 text-ink shadow-float animate-appear scrollbar-quiet'

/** The panel of usePopover. */
export function PopoverPanel({ className, ...props }: ComponentProps<'div'>) {
  return <div {...props} className={clsx(popoverClass, className)} />
}
