'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import { AUDIT_ACTIONS, AUDIT_SUBJECTS, type AuditEvent } from '#lib/api/audit.ts'
import { defineWords, type Language, LOCALES } from '#lib/language/language.ts'
import { auditQuery, auditSearch, type AuditWish } from '#lib/queries/audit.ts'
import { auditFacts } from './audit-facts.ts'
import { AUDIT_WORDS, SUBJECT_WORDS } from './audit-words.ts'

const WORDS = defineWords({
  en: {
    about: 'Who did what, kept for a year.',
    what: 'What',
    who: 'Who',
    from: 'From',
    to: 'To',
    all: 'Everything',
    everybody: 'Everybody',
    csv: 'Export as CSV',
    json: 'Export as JSON',
    events: 'Events',
    more: 'Show more',
    none: 'Nothing of this kind has happened. Choose another filter.',
    studio: 'The studio',
    nobody: 'Somebody unknown',
  },
  zh: {
    about: '记录谁做了什么，保留一年。',
    what: '内容',
    who: '人员',
    from: '从',
    to: '到',
    all: '全部',
    everybody: '所有人',
    csv: '导出 CSV',
    json: '导出 JSON',
    events: '事件',
    more: '显示更多',
    none: '没有这类记录。请换一个筛选条件。',
    studio: '工作室',
    nobody: '未知访客',
  },
})

/** Who did what, with filters, page by page, and as a file. */
export function AuditPanel() {
  const words = useWords(WORDS)
  const language = useLanguage()
  const [wish, setWish] = useState<AuditWish>({})
  const { data, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery(auditQuery(wish))
  const events = data?.pages.flatMap((page) => page.events) ?? []
  const actors = data?.pages[0]?.actors ?? []
  const change = (part: AuditWish) => setWish((before) => ({ ...before, ...part }))
  const fileOf = (format: string) =>
    `/api/audit/export?${auditSearch(wish)}&format=${format}`.replace('?&', '?')
  return (
    <>
      <p className="text-sm text-ink-2">{words.about}</p>
      <div className="flex flex-wrap items-end gap-3">
        <SelectField
          small
          label={words.what}
          value={wish.subject ?? ''}
          onChoice={(subject) => change({ subject })}
        >
          <option value="">{words.all}</option>
          {AUDIT_SUBJECTS.map((subject) => (
            <option key={subject} value={subject}>
              {SUBJECT_WORDS[subject]?.[language] ?? subject}
            </option>
          ))}
        </SelectField>
        <SelectField small label={words.who} value={wish.actor ?? ''} onChoice={(actor) => change({ actor })}>
          <option value="">{words.everybody}</option>
          {actors.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <Day label={words.from} onDay={(from) => change({ from })} />
        <Day label={words.to} onDay={(to) => change({ to })} />
        <span className="flex-1" />
        <a href={fileOf('csv')} download className={buttonClass()}>
          {words.csv}
        </a>
        <a href={fileOf('json')} download className={buttonClass()}>
          {words.json}
        </a>
      </div>
      <section aria-label={words.events} className="rounded-xl border bg-surface">
        {data && events.length === 0 && <p className="p-5 text-sm text-ink-2">{words.none}</p>}
        <ol className="divide-y">
          {events.map((event) => (
            <Line key={event.id} event={event} language={language} />
          ))}
        </ol>
      </section>
      {hasNextPage && (
        <Button disabled={isFetching} onClick={() => void fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </>
  )
}

function Line({ event, language }: { event: AuditEvent; language: Language }) {
  const words = useWords(WORDS)
  const { actor, action, at } = event
  const known = AUDIT_ACTIONS.find((one) => one === action)
  const name = actor.kind === 'studio' ? words.studio : actor.name === '' ? words.nobody : actor.name
  const time = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium', timeStyle: 'short' })
  const facts = auditFacts(event, language)
  return (
    <li className="px-5 py-2.5 text-sm max-sm:px-4">
      <p className="flex flex-wrap gap-x-2">
        <span className="font-medium">{name}</span>
        <span>{known ? AUDIT_WORDS[known][language] : action}</span>
        <span className="flex-1" />
        <time dateTime={new Date(at).toISOString()} className="text-ink-2 tabular-nums">
          {time.format(at)}
        </time>
      </p>
      {facts.length > 0 && <p className="mt-0.5 text-xs break-words text-ink-2">{facts.join(' · ')}</p>}
    </li>
  )
}

function Day({ label, onDay }: { label: string; onDay: (day: string) => void }) {
  const id = useId()
  return (
    <div className="space-y-1">
      <label htmlFor={id} className="block text-xs text-ink-2">
        {label}
      </label>
      <input
        id={id}
        type="date"
        onChange={({ target }) => onDay(target.value)}
        className="h-8 rounded-md bg-hover px-2 text-sm touch:h-11"
      />
    </div>
  )
}
