import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import type { ShareVisit } from '#lib/api/shares.ts'
import { LOCALES } from '#lib/language/language.ts'
import { shareActivityQuery } from '#lib/queries/shares.ts'
import { SHARES_WORDS } from './shares-words.ts'

/** Who was there, what they did, and when last. */
export function ShareVisits({ id }: { id: string }) {
  const words = useWords(SHARES_WORDS)
  const language = useLanguage()
  const { data } = useQuery(shareActivityQuery(id))
  const time = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium', timeStyle: 'short' })
  if (!data) return null
  if (data.visits.length === 0) return <p className="text-xs text-ink-2">{words.nobody}</p>
  return (
    <ul className="space-y-1 text-xs text-ink-2">
      {data.visits.map((visit) => (
        <li key={keyOf(visit)} className="flex flex-wrap gap-x-2">
          <span className="text-ink">{visit.guestName ?? words.visitor(visit.visitor)}</span>
          <span>
            {words.did[visit.action]}{' '}
            {visit.generationId === undefined ? (
              visit.action === 'downloaded' && words.allClips
            ) : (
              <Link
                href={`/clips/${visit.generationId}`}
                className="text-ink underline decoration-line-strong underline-offset-2 hover:decoration-current"
              >
                {words.clip}
              </Link>
            )}
            {visit.count > 1 && ` ×${visit.count}`}
          </span>
          <time dateTime={new Date(visit.lastAt).toISOString()} className="tabular-nums">
            {time.format(visit.lastAt)}
          </time>
        </li>
      ))}
    </ul>
  )
}

function keyOf({ visitor, action, firstAt, generationId = '' }: ShareVisit): string {
  return `${visitor} ${action} ${firstAt} ${generationId}`
}
