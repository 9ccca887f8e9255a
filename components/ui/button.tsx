import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

type Variant = 'accent' | 'plain' | 'quiet' | 'danger'
type Size = 'sm' | 'md' | 'lg'

const VARIANTS: Record<Variant, string> = {
  accent: 'bg-accent text-on-accent font-semibold hover:bg-accent-hover shadow-raised',
  plain: 'bg-raised text-ink border border-line-strong hover:bg-hover shadow-raised',
  quiet: 'text-ink-2 hover:bg-hover hover:text-ink',
  danger: 'text-bad hover:bg-bad-soft',
}
const SIZES: Record<Size, string> = {
  sm: 'h-7 gap-1.5 rounded-md px-2 text-xs touch:h-9',
  md: 'h-8 gap-2 rounded-md px-3 text-sm touch:h-10',
  lg: 'h-10 gap-2 rounded-lg px-4 text-base touch:h-11',
}

/** The look of a button, for links that act as one. */
export function buttonClass(variant: Variant = 'plain', size: Size = 'md'): string {
  return clsx(
    'inline-flex shrink-0 items-center justify-center font-medium whitespace-nowrap select-none',
    'transition-[background-color,color,scale] active:scale-[0.985]',
    'disabled:cursor-not-allowed disabled:opacity-45 disabled:active:scale-100',
    'aria-disabled:cursor-not-allowed aria-disabled:opacity-45 aria-disabled:active:scale-100',
    VARIANTS[variant],
    SIZES[size],
  )
}

export function Button({
  variant = 'plain',
  size = 'md',
  className,
  ...props
}: ComponentProps<'button'> & { variant?: Variant; size?: Size }) {
  return <button type="button" {...props} className={clsx(buttonClass(variant, size), className)} />
}

/** A button that shows only a picture: its label is read out, and shown while pointed at or focused. */
export function IconButton({
  label,
  children,
  size = 'md',
  className,
  ...props
}: ComponentProps<'button'> & { label: string; children: ReactNode; size?: 'sm' | 'md' }) {
  return (
    <button
      type="button"
      aria-label={label}
      data-tip={label}
      {...props}
      className={clsx(
        'inline-flex shrink-0 items-center justify-center rounded-md text-ink-2 transition-colors select-none',
        'hover:bg-hover hover:text-ink disabled:cursor-not-allowed disabled:opacity-35 disabled:hover:bg-transparent',
        size === 'sm' ? 'size-6 touch:size-9' : 'size-8 touch:size-10',
        className,
      )}
    >
      {children}
    </button>
  )
}
