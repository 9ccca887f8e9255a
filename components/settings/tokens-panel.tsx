'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { useForm } from '#components/ui/use-form.ts'
import type { Project } from '#lib/api/projects.ts'
import type { ApiToken, NewToken } from '#lib/api/tokens.ts'
import { LOCALES } from '#lib/language/language.ts'
import { membersQuery } from '#lib/queries/accounts.ts'
import { revokeToken, tokensQuery } from '#lib/queries/tokens.ts'
import { callbackSecretQuery } from '#lib/queries/webhooks.ts'
import { NewTokenCard } from './new-token-card.tsx'
import { SecretField } from './secret-field.tsx'
import { FormProblem, SettingsCard } from './settings-card.tsx'
import { ShownToken } from './shown-token.tsx'
import { TOKENS_WORDS } from './tokens-words.ts'

/** The keys of programs: makes them, lists those that still open something, takes them back. */
export function TokensPanel({ userId, projects }: { userId: string; projects: readonly Project[] }) {
  const client = useQueryClient()
  const [made, setMade] = useState<NewToken>()
  return (
    <>
      <NewTokenCard
        projects={projects}
        onMade={(token) => {
          setMade(token)
          void client.invalidateQueries({ queryKey: tokensQuery.queryKey })
        }}
      />
      {made && <ShownToken key={made.token.id} {...made} />}
      <TokensCard
        userId={userId}
        projects={projects}
        onRevoked={(id) => {
          if (made?.token.id === id) setMade(undefined)
          void client.invalidateQueries({ queryKey: tokensQuery.queryKey })
        }}
      />
    </>
  )
}

function TokensCard({
  userId,
  projects,
  onRevoked,
}: {
  userId: string
  projects: readonly Project[]
  onRevoked: (id: string) => void
}) {
  const words = useWords(TOKENS_WORDS)
  const { data } = useQuery(tokensQuery)
  const { data: people } = useQuery(membersQuery)
  const [asked, setAsked] = useState<ApiToken>()
  const { problem, submit } = useForm(words.failed)
  return (
    <SettingsCard title={words.title}>
      <FormProblem problem={problem} />
      {data?.tokens.length === 0 && <p className="text-sm text-ink-2">{words.none}</p>}
      <ul className="divide-y">
        {data?.tokens.map((token) => (
          <TokenLine
            key={token.id}
            token={token}
            isOwn={token.authorId === userId}
            maker={people?.members.find(({ id }) => id === token.authorId)?.name}
            project={projects.find(({ id }) => id === token.projectId)?.name}
            onRevoke={() => setAsked(token)}
          />
        ))}
      </ul>
      {asked && (
        <ConfirmDialog
          words={{ ...words.ask, meaning: words.ask.meaning(asked.name) }}
          onConfirm={submit(() => revokeToken(asked.id).then(() => onRevoked(asked.id)))}
          onClose={() => setAsked(undefined)}
        />
      )}
    </SettingsCard>
  )
}

function TokenLine({
  token,
  isOwn,
  maker,
  project,
  onRevoke,
}: {
  token: ApiToken
  isOwn: boolean
  maker: string | undefined
  project: string | undefined
  onRevoke: () => void
}) {
  const words = useWords(TOKENS_WORDS)
  const language = useLanguage()
  const [isShown, setShown] = useState(false)
  const { id, name, ending, scopes, projectId, lastUsedAt, expiresAt } = token
  const day = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium' })
  const minute = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium', timeStyle: 'short' })
  const facts = [
    ...(maker === undefined ? [] : [words.by(maker)]),
    projectId === undefined ? words.everyProject : (project ?? words.otherProject),
    scopes.map((scope) => words.scopes[scope].name).join(words.comma),
  ]
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3">
      <div className="min-w-56 flex-1">
        <p className="text-sm font-medium break-words">
          {name} <span className="font-mono text-xs font-normal text-ink-2">…{ending}</span>
        </p>
        <p className="text-xs break-words text-ink-2">{facts.join(' · ')}</p>
        <p className="text-xs text-ink-2 tabular-nums">
          {lastUsedAt === undefined ? words.neverUsed : words.used(minute.format(lastUsedAt))} ·{' '}
          {words.until(day.format(expiresAt))}
        </p>
      </div>
      <div className="flex gap-1">
        {isOwn && scopes.includes('generate') && (
          <Button
            size="sm"
            variant="quiet"
            aria-expanded={isShown}
            aria-label={words.callbackOf(name)}
            onClick={() => setShown(!isShown)}
          >
            {words.callback}
          </Button>
        )}
        <Button size="sm" variant="danger" aria-label={words.revokeWhich(name)} onClick={onRevoke}>
          {words.revoke}
        </Button>
      </div>
      {isShown && <CallbackSecretOf id={id} name={name} />}
    </li>
  )
}

/** Derived, and so shown as often as its maker asks. */
function CallbackSecretOf({ id, name }: { id: string; name: string }) {
  const words = useWords(TOKENS_WORDS)
  const { data, isError } = useQuery(callbackSecretQuery(id))
  return (
    <div className="w-full space-y-2 py-2">
      <p className="text-xs text-ink-2">{words.aboutCallback}</p>
      <FormProblem problem={isError ? words.failed : undefined} />
      {data && <SecretField label={words.callbackOf(name)} secret={data.secret} copy={words.copyCallback} />}
    </div>
  )
}
