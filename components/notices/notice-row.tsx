import { clsx } from 'clsx'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { titleInWords } from '#components/clip/clip-words.ts'
import { useFormat } from '#components/studio/use-format.ts'
import { useSay, useWords } from '#components/ui/language.tsx'
import { noticeInWords, saidIn } from '#lib/api/notice-words.ts'
import type { Notice } from '#lib/api/notifications.ts'
import { defineWords, LOCALES } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: { isNew: 'New: ', take: (take: number) => `take ${take}` },
  zh: { isNew: '未读：', take: (take) => `第 ${take} 条` },
})

/** Who, what, where and when; all of it leads there. */
export function NoticeRow({ notice, now, onOpen }: { notice: Notice; now: number; onOpen: () => void }) {
  const { href, isRead, clip, at } = notice
  const pathname = usePathname()
  // The page that is open already looks at its address only when it is opened.
  const Way = href.split('?')[0] === pathname ? 'a' : Link
  return (
    <li>
      <Way
        href={href}
        onClick={onOpen}
        className="flex gap-3 py-3 pr-3 pl-2 -outline-offset-2 transition-colors hover:bg-hover"
      >
        <span
          aria-hidden
          className={clsx('mt-1.5 size-2 shrink-0 rounded-full', isRead ? 'bg-transparent' : 'bg-ink')}
        />
        <NoticeText notice={notice} now={now} at={at} />
        {clip?.mediaId !== undefined && (
          <img
            src={`/api/media/${clip.mediaId}/preview`}
            alt=""
            loading="lazy"
            decoding="async"
            className="h-10 w-16 shrink-0 rounded-md bg-hover object-cover"
          />
        )}
      </Way>
    </li>
  )
}

function NoticeText({ notice, now, at }: { notice: Notice; now: number; at: number }) {
  const words = useWords(WORDS)
  const say = useSay()
  const format = useFormat()
  const { isRead, clip } = notice
  const said = saidIn(notice)
  const exactly = new Intl.DateTimeFormat(LOCALES[format.language], {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(at)
  return (
    <span className="min-w-0 flex-1 space-y-0.5 text-sm">
      <span className={clsx('block text-pretty break-words', !isRead && 'font-medium')}>
        {!isRead && <span className="sr-only">{words.isNew}</span>}
        {say(noticeInWords(notice))}
      </span>
      {said !== undefined && <span className="line-clamp-2 break-words text-ink-2">{said}</span>}
      <span className="flex text-xs text-ink-3">
        {clip && (
          <>
            <span className="truncate">{titleInWords(clip.prompt, format.language)}</span>
            <span className="max-w-1/2 shrink-0 truncate before:mx-1 before:content-['·']">
              {words.take(clip.take)} · {clip.projectName}
            </span>
          </>
        )}
        <time
          dateTime={new Date(at).toISOString()}
          title={exactly}
          className={clsx(
            'shrink-0 whitespace-nowrap tabular-nums',
            clip && "before:mx-1 before:content-['·']",
          )}
        >
          {format.ago(at, now)}
        </time>
      </span>
    </span>
  )
}
