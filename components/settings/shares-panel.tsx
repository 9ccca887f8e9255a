'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { NewLink } from '#components/share/new-link.tsx'
import { ShareFields, type ShareWish } from '#components/share/share-fields.tsx'
import { Button } from '#components/ui/button.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { useForm } from '#components/ui/use-form.ts'
import type { Share, ShareVisit } from '#lib/api/shares.ts'
import { defineWords, LOCALES } from '#lib/language/language.ts'
import { changeShare, renewShare, revokeShare, shareActivityQuery, sharesQuery } from '#lib/queries/shares.ts'
import { FormProblem } from './settings-card.tsx'

const WORDS = defineWords({
  en: {
    about:
      'What people outside can see, who let them, and what they did. A link is shown once, when it is made.',
    none: 'There is no link yet. Open a clip, or select some in the gallery, and press Share.',
    links: 'Links',
    open: 'Open',
    expired: 'Ended',
    revoked: 'Revoked',
    until: (day: string) => `until ${day}`,
    forever: 'does not end by itself',
    password: 'password',
    by: (name: string, project: string) => `${project} · ${name}`,
    counts: ({ opened, downloaded, commented, verdict_given: verdicts }: Share['counts']) =>
      `Opened ${opened}×, ${downloaded} downloads, ${commented} comments, ${verdicts} verdicts`,
    change: 'Change',
    save: 'Save',
    renew: 'New link',
    revoke: 'Revoke',
    activity: 'Visits',
    nobody: 'Nobody has been there yet.',
    of: (what: string, title: string) => `${what}: ${title}`,
    visitor: (code: string) => `Visitor ${code}`,
    did: {
      opened: 'opened it',
      downloaded: 'downloaded',
      commented: 'commented',
      verdict_given: 'gave a verdict',
    },
    failed: 'The server did not answer. Press again.',
  },
  zh: {
    about: '团队以外的人能看到什么、由谁分享、做了什么。链接只在生成时显示一次。',
    none: '还没有链接。打开一个成片，或在作品库中选择几条，然后按“分享”。',
    links: '链接',
    open: '有效',
    expired: '已到期',
    revoked: '已撤销',
    until: (day) => `有效期至 ${day}`,
    forever: '不自动到期',
    password: '有密码',
    by: (name, project) => `${project} · ${name}`,
    counts: ({ opened, downloaded, commented, verdict_given: verdicts }) =>
      `打开 ${opened} 次，下载 ${downloaded} 次，评论 ${commented} 条，审片意见 ${verdicts} 次`,
    change: '更改',
    save: '保存',
    renew: '换新链接',
    revoke: '撤销',
    activity: '访问记录',
    nobody: '还没有人访问。',
    of: (what, title) => `${what}：${title}`,
    visitor: (code) => `访客 ${code}`,
    did: { opened: '打开了链接', downloaded: '下载了', commented: '发表了评论', verdict_given: '给出了意见' },
    failed: '服务器没有回应。请再按一次。',
  },
})

/** All links of the projects that one sees. */
export function SharesPanel() {
  const words = useWords(WORDS)
  const { data } = useQuery(sharesQuery)
  return (
    <>
      <p className="text-sm text-ink-2">{words.about}</p>
      <section aria-label={words.links} className="rounded-xl border bg-surface">
        {data?.shares.length === 0 && <p className="p-5 text-sm text-ink-2">{words.none}</p>}
        <ul className="divide-y">
          {data?.shares.map((share) => (
            <Line key={share.id} share={share} />
          ))}
        </ul>
      </section>
    </>
  )
}

function Line({ share }: { share: Share }) {
  const words = useWords(WORDS)
  const language = useLanguage()
  const client = useQueryClient()
  const [shown, setShown] = useState<'change' | 'activity'>()
  const [link, setLink] = useState<string>()
  const { problem, isBusy, submit } = useForm(words.failed)
  const day = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium' })
  const toggle = (what: 'change' | 'activity') => setShown(shown === what ? undefined : what)
  const refresh = () => client.invalidateQueries({ queryKey: sharesQuery.queryKey })
  const facts = [
    words[share.state],
    share.expiresAt === undefined ? words.forever : words.until(day.format(share.expiresAt)),
    ...(share.hasPassword ? [words.password] : []),
    `…${share.ending}`,
  ]
  return (
    <li className="space-y-2 px-5 py-3 text-sm max-sm:px-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <div className="min-w-60 flex-1">
          <p className="font-medium break-words">{share.title}</p>
          <p className="text-xs text-ink-2">{words.by(share.author.name, share.projectName)}</p>
          <p className="text-xs text-ink-2 tabular-nums">{facts.join(' · ')}</p>
          <p className="text-xs text-ink-2 tabular-nums">{words.counts(share.counts)}</p>
        </div>
        <Button
          size="sm"
          variant="quiet"
          aria-expanded={shown === 'activity'}
          aria-label={words.of(words.activity, share.title)}
          onClick={() => toggle('activity')}
        >
          {words.activity}
        </Button>
        {share.state !== 'revoked' && (
          <>
            <Button
              size="sm"
              variant="quiet"
              aria-expanded={shown === 'change'}
              aria-label={words.of(words.change, share.title)}
              onClick={() => toggle('change')}
            >
              {words.change}
            </Button>
            <Button
              size="sm"
              variant="quiet"
              aria-label={words.of(words.renew, share.title)}
              disabled={isBusy}
              onClick={submit(async () => {
                const { path } = await renewShare(share.id)
                setLink(`${window.location.origin}${path}`)
                await refresh()
              })}
            >
              {words.renew}
            </Button>
            <Button
              size="sm"
              variant="danger"
              aria-label={words.of(words.revoke, share.title)}
              disabled={isBusy}
              onClick={submit(async () => {
                await revokeShare(share.id)
                await refresh()
              })}
            >
              {words.revoke}
            </Button>
          </>
        )}
      </div>
      <FormProblem problem={problem} />
      {link !== undefined && <NewLink key={link} link={link} />}
      {shown === 'activity' && <Visits id={share.id} />}
      {shown === 'change' && (
        <ChangeForm
          share={share}
          onDone={async () => {
            setShown(undefined)
            await refresh()
          }}
        />
      )}
    </li>
  )
}

function ChangeForm({ share, onDone }: { share: Share; onDone: () => Promise<void> }) {
  const words = useWords(WORDS)
  const [wish, setWish] = useState<ShareWish>({
    title: share.title,
    days: undefined,
    password: '',
    options: share.options,
  })
  const { problem, atField, isBusy, submit } = useForm(words.failed)
  const save = submit(async () => {
    const days = wish.days === undefined ? {} : { expiresInDays: wish.days }
    await changeShare(share.id, { options: wish.options, ...days })
    await onDone()
  })
  return (
    <form noValidate onSubmit={save} className="max-w-110 space-y-4 py-2">
      <ShareFields wish={wish} onWish={setWish} atField={atField} isNew={false} />
      <FormProblem problem={problem} />
      <Button type="submit" variant="accent" disabled={isBusy}>
        {words.save}
      </Button>
    </form>
  )
}

function Visits({ id }: { id: string }) {
  const words = useWords(WORDS)
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
            {words.did[visit.action]}
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
