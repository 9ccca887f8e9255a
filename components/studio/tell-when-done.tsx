'use client'
import { Bell } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { PopoverPanel } from '#components/ui/popover.tsx'
import { usePopover } from '#components/ui/use-popover.ts'

const DonePanel = lazy(() => import('./done-panel.tsx'))

const LABEL = 'Tell me when it’s done'

/** Nothing is asked for until this is pressed. */
export function TellWhenDone() {
  const { open, triggerProps, panelProps } = usePopover({ align: 'end' })
  return (
    <>
      <button
        type="button"
        {...triggerProps}
        aria-label={LABEL}
        data-tip={LABEL}
        className="flex size-8 items-center justify-center rounded-md text-ink-2 transition-colors hover:bg-hover touch:size-11"
      >
        <Bell aria-hidden size={16} />
      </button>
      <PopoverPanel {...panelProps} role="dialog" aria-label={LABEL} className="w-80">
        {open && (
          <Suspense fallback={<div className="h-32" />}>
            <DonePanel />
          </Suspense>
        )}
      </PopoverPanel>
    </>
  )
}
