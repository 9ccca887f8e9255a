'use client'
import { useQuery } from '@tanstack/react-query'
import { Bell } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { afterRest } from '#components/studio/after-rest.ts'
import { WithQueries } from '#components/studio/with-queries.tsx'
import { useWords } from '#components/ui/language.tsx'
import { PopoverPanel } from '#components/ui/popover.tsx'
import { usePopover } from '#components/ui/use-popover.ts'
import { defineWords } from '#lib/language/language.ts'
import { noticeCountQuery } from '#lib/queries/notifications.ts'

const NoticePanel = lazy(() => import('./notice-panel.tsx'))

const WORDS = defineWords({
  en: { title: 'Notifications', some: (count: number) => `Notifications, ${count} new` },
  zh: { title: '通知', some: (count) => `通知，${count} 条未读` },
})

/** Of the header: whether there is something new to know, and the list of it. */
export function NoticeBell() {
  return (
    <WithQueries>
      <BellButton />
    </WithQueries>
  )
}

function BellButton() {
  const words = useWords(WORDS)
  const { open, close, triggerProps, panelProps } = usePopover({ align: 'end' })
  // Nobody waits for the count: it comes once the page has come to rest.
  const [isAtRest, setAtRest] = useState(false)
  useEffect(() => afterRest(() => setAtRest(true)), [])
  const { data } = useQuery({ ...noticeCountQuery, enabled: isAtRest })
  // Another part may know it before this one is alive, and the first drawing is the server's, who knows nothing of it.
  const unread = isAtRest ? (data?.unread ?? 0) : 0
  const label = unread === 0 ? words.title : words.some(unread)
  return (
    <>
      <button
        type="button"
        {...triggerProps}
        data-command="notices"
        aria-haspopup="dialog"
        aria-label={label}
        data-tip={label}
        className="relative flex size-8 shrink-0 items-center justify-center rounded-md text-ink-2 transition-colors hover:bg-hover hover:text-ink touch:size-11"
      >
        <Bell aria-hidden size={16} />
        {unread > 0 && (
          <span
            aria-hidden
            className="absolute top-0 right-0 min-w-4 rounded-full bg-ink px-1 text-center text-2xs leading-4 font-semibold text-surface tabular-nums touch:top-1 touch:right-1"
          >
            {unread > 9 ? '9+' : unread}
          </span>
        )}
      </button>
      <PopoverPanel
        {...panelProps}
        role="dialog"
        aria-label={words.title}
        // On a phone all of the screen, whatever place is computed for it.
        className="w-105 max-w-[calc(100vw-16px)] p-0! max-sm:inset-0! max-sm:h-dvh max-sm:max-h-none! max-sm:w-full max-sm:max-w-none max-sm:rounded-none"
      >
        {open && (
          <Suspense fallback={<div className="h-64" />}>
            <NoticePanel close={close} />
          </Suspense>
        )}
      </PopoverPanel>
    </>
  )
}
