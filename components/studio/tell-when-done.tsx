'use client'
import { AlarmClockCheck } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useWords } from '#components/ui/language.tsx'
import { PopoverPanel } from '#components/ui/popover.tsx'
import { usePopover } from '#components/ui/use-popover.ts'
import { defineWords } from '#lib/language/language.ts'
import { shortcut } from './commands/shortcuts.ts'

const DonePanel = lazy(() => import('./done-panel.tsx'))

const LABEL = defineWords({ en: 'Tell me when it’s done', zh: '生成结束时提醒我' })

/** Nothing is asked for until this is pressed. */
export function TellWhenDone() {
  const label = useWords(LABEL)
  const { open, triggerProps, panelProps } = usePopover({ align: 'end' })
  return (
    <>
      <button
        type="button"
        {...triggerProps}
        {...shortcut('when_done')}
        aria-label={label}
        data-tip={label}
        className="flex size-8 items-center justify-center rounded-md text-ink-2 transition-colors hover:bg-hover touch:size-11"
      >
        <AlarmClockCheck aria-hidden size={16} />
      </button>
      <PopoverPanel {...panelProps} role="dialog" aria-label={label} className="w-80">
        {open && (
          <Suspense fallback={<div className="h-32" />}>
            <DonePanel />
          </Suspense>
        )}
      </PopoverPanel>
    </>
  )
}
