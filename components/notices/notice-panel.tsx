'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { BellOff, CheckCheck, Settings, X } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { Button, buttonClass, IconButton } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { notify } from '#components/ui/notify.ts'
import { useNow } from '#components/ui/use-now.ts'
import { defineWords } from '#lib/language/language.ts'
import { noticesQuery, readNotices } from '#lib/queries/notifications.ts'
import { NoticeRow } from './notice-row.tsx'

const WORDS = defineWords({
  en: {
    title: 'Notifications',
    readAll: 'Mark all read',
    settings: 'E-mail settings',
    close: 'Close',
    none: 'Nothing yet',
    noneHint:
      'When somebody mentions you, answers you, comments on your take or asks for your verdict, it stands here.',
    failed: 'The notifications could not be loaded. Nothing of them is lost.',
    again: 'Try again',
    notKept: 'The server did not answer, so this stays unread. Press again.',
  },
  zh: {
    title: '通知',
    readAll: '全部标为已读',
    settings: '邮件设置',
    close: '关闭',
    none: '还没有通知',
    noneHint: '有人提到你、回复你、评论你的成片或请你评定时，会显示在这里。',
    failed: '通知加载失败，内容没有丢失。',
    again: '重试',
    notKept: '服务器没有回应，仍为未读。请再按一次。',
  },
})

/** What this person should know of, the newest first. */
export default function NoticePanel({ close }: { close: () => void }) {
  const words = useWords(WORDS)
  const client = useQueryClient()
  const now = useNow(true, 30_000)
  const head = useRef<HTMLDivElement>(null)
  const { data, isError, refetch } = useQuery(noticesQuery)
  const unread = data?.notices.filter(({ isRead }) => !isRead).map(({ id }) => id) ?? []
  const read = (ids: readonly string[]) =>
    void readNotices(client, ids).catch(() => notify({ kind: 'problem', message: words.notKept }))
  // The keyboard goes on inside.
  useEffect(() => head.current?.focus({ preventScroll: true }), [])
  return (
    <>
      <div
        ref={head}
        tabIndex={-1}
        className="sticky top-0 z-1 flex items-center gap-1 border-b bg-raised py-2 pr-2 pl-4 outline-none"
      >
        <h2 className="flex-1 text-base font-semibold">{words.title}</h2>
        {unread.length > 0 && (
          <Button
            variant="quiet"
            size="sm"
            onClick={() => {
              read(unread)
              // The button goes with the press.
              head.current?.focus()
            }}
          >
            <CheckCheck aria-hidden size={14} />
            {words.readAll}
          </Button>
        )}
        {data?.mail.isSetUp && (
          <Link
            href="/settings/account#mail"
            onClick={close}
            aria-label={words.settings}
            data-tip={words.settings}
            className={`${buttonClass('quiet', 'sm')} touch:size-11`}
          >
            <Settings aria-hidden size={14} />
          </Link>
        )}
        <IconButton label={words.close} onClick={close} className="sm:hidden touch:size-11">
          <X size={16} />
        </IconButton>
      </div>
      {data && data.notices.length > 0 && (
        <ul className="divide-y">
          {data.notices.map((notice) => (
            <NoticeRow
              key={notice.id}
              notice={notice}
              now={now}
              onOpen={() => {
                if (!notice.isRead) read([notice.id])
                close()
              }}
            />
          ))}
        </ul>
      )}
      {data?.notices.length === 0 && (
        <div className="flex flex-col items-center gap-2 px-8 py-12 text-center">
          <BellOff aria-hidden size={20} className="text-ink-3" />
          <p className="font-medium">{words.none}</p>
          <p className="text-sm text-pretty text-ink-2">{words.noneHint}</p>
        </div>
      )}
      {!data && isError && (
        <div role="alert" className="flex flex-col items-center gap-3 px-8 py-12 text-center text-sm">
          <p className="text-pretty">{words.failed}</p>
          <Button onClick={() => void refetch()}>{words.again}</Button>
        </div>
      )}
      {!data && !isError && <div aria-busy className="h-64" />}
    </>
  )
}
