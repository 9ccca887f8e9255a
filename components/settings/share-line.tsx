import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { NewLink } from '#components/share/new-link.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { useForm } from '#components/ui/use-form.ts'
import type { Share } from '#lib/api/shares.ts'
import { LOCALES } from '#lib/language/language.ts'
import { renewShare, revokeShare, sharesQuery } from '#lib/queries/shares.ts'
import { FormProblem } from './settings-card.tsx'
import { ShareChange } from './share-change.tsx'
import { ShareVisits } from './share-visits.tsx'
import { SHARES_WORDS } from './shares-words.ts'

const INKS = { open: 'text-good', expired: 'text-ink-2', revoked: 'text-bad' } as const

/** One link: what it is, what was done with it, and what can become of it. */
export function ShareLine({ share }: { share: Share }) {
  const words = useWords(SHARES_WORDS)
  const client = useQueryClient()
  const [shown, setShown] = useState<'change' | 'activity'>()
  const [asked, setAsked] = useState<'askRevoke' | 'askRenew'>()
  const [link, setLink] = useState<string>()
  const { problem, submit } = useForm(words.failed)
  const toggle = (what: 'change' | 'activity') => setShown(shown === what ? undefined : what)
  const refresh = () => client.invalidateQueries({ queryKey: sharesQuery.queryKey })
  const act = {
    askRevoke: submit(async () => {
      await revokeShare(share.id)
      await refresh()
    }),
    askRenew: submit(async () => {
      const { path } = await renewShare(share.id)
      setLink(`${window.location.origin}${path}`)
      await refresh()
    }),
  }
  return (
    <li className="space-y-2 px-5 py-3 text-sm max-sm:px-4">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Facts share={share} />
        <div className="-ml-2 flex flex-wrap">
          <LineButton share={share} what="activity" isShown={shown} onPress={() => toggle('activity')} />
          {share.state !== 'revoked' && (
            <>
              <LineButton share={share} what="change" isShown={shown} onPress={() => toggle('change')} />
              <LineButton share={share} what="renew" onPress={() => setAsked('askRenew')} />
              <LineButton share={share} what="revoke" onPress={() => setAsked('askRevoke')} />
            </>
          )}
        </div>
      </div>
      <FormProblem problem={problem} />
      {link !== undefined && <NewLink key={link} link={link} />}
      {shown === 'activity' && <ShareVisits id={share.id} />}
      {shown === 'change' && (
        <ShareChange
          share={share}
          onDone={async () => {
            setShown(undefined)
            await refresh()
          }}
        />
      )}
      {asked && (
        <ConfirmDialog
          words={{ ...words[asked], meaning: words[asked].meaning(share.title) }}
          onConfirm={act[asked]}
          onClose={() => setAsked(undefined)}
        />
      )}
    </li>
  )
}

function LineButton({
  share,
  what,
  isShown,
  onPress,
}: {
  share: Share
  what: 'activity' | 'change' | 'renew' | 'revoke'
  /** Which of the two parts below the line is shown. */
  isShown?: 'change' | 'activity' | undefined
  onPress: () => void
}) {
  const words = useWords(SHARES_WORDS)
  const opens = what === 'activity' || what === 'change'
  return (
    <Button
      size="sm"
      variant={what === 'revoke' ? 'danger' : 'quiet'}
      {...(opens && { 'aria-expanded': isShown === what })}
      aria-label={words.of(words[what], share.title)}
      onClick={onPress}
      className="touch:h-11"
    >
      {words[what]}
    </Button>
  )
}

function Facts({ share }: { share: Share }) {
  const words = useWords(SHARES_WORDS)
  const language = useLanguage()
  const day = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium' })
  const { title, ending, kind, projectName, author, state, expiresAt, hasPassword, counts } = share
  return (
    <div className="min-w-60 flex-1 space-y-0.5">
      <p className="font-medium break-words">
        {title} <span className="font-mono text-xs font-normal text-ink-2">…{ending}</span>
      </p>
      <p className="text-xs break-words text-ink-2">
        {[words.kinds[kind], projectName, words.madeBy(author.name)].join(' · ')}
      </p>
      <p className="text-xs text-ink-2 tabular-nums">
        <span className={INKS[state]}>{words[state]}</span>
        {[
          ...(state === 'revoked'
            ? []
            : [expiresAt === undefined ? words.forever : words.until(day.format(expiresAt))]),
          ...(hasPassword ? [words.password] : []),
        ].map((fact) => ` · ${fact}`)}
      </p>
      <p className="text-xs text-ink-2 tabular-nums">{words.counts(counts)}</p>
    </div>
  )
}
