import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import { shortcut, type ShortcutId } from '#components/studio/commands/shortcuts.ts'
import { IconButton } from '#components/ui/button.tsx'

export const CONTROL_SIZE = 'touch:size-11'

/** One of the player's buttons: it carries its key, and shows whether it is on. */
export function ControlButton({
  command,
  isOn,
  className,
  ...props
}: ComponentProps<typeof IconButton> & { command?: ShortcutId; isOn?: boolean }) {
  return (
    <IconButton
      {...(command === undefined ? {} : shortcut(command))}
      aria-pressed={isOn}
      {...props}
      className={clsx(CONTROL_SIZE, 'aria-pressed:bg-chip aria-pressed:text-ink', className)}
    />
  )
}
