'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { useForm } from '#components/ui/use-form.ts'
import type { Project } from '#lib/api/projects.ts'
import type { NewWebhook } from '#lib/api/webhooks.ts'
import { membersQuery } from '#lib/queries/accounts.ts'
import { createWebhook, webhooksQuery } from '#lib/queries/webhooks.ts'
import { FormProblem, SettingsCard } from '../settings-card.tsx'
import { Deliveries } from './deliveries.tsx'
import { ShownSecret } from './shown-secret.tsx'
import { BLANK_WISH, WebhookFields } from './webhook-fields.tsx'
import { WebhookLine } from './webhook-line.tsx'
import { WEBHOOKS_WORDS } from './webhooks-words.ts'

/** What other programs are told: makes webhooks, lists them with their history, and shows the callbacks of tokens. */
export function WebhooksPanel({ projects }: { projects: readonly Project[] }) {
  const words = useWords(WEBHOOKS_WORDS)
  const { data } = useQuery(webhooksQuery)
  const { data: people } = useQuery(membersQuery)
  return (
    <>
      <NewWebhookCard projects={projects} />
      <SettingsCard title={words.title}>
        {data?.webhooks.length === 0 && <p className="text-sm text-ink-2">{words.none}</p>}
        {people && (
          <ul className="divide-y">
            {data?.webhooks.map((webhook) => (
              <WebhookLine
                key={webhook.id}
                webhook={webhook}
                keeper={people.members.find(({ id }) => id === webhook.authorId)}
                projects={projects}
              />
            ))}
          </ul>
        )}
      </SettingsCard>
      <CallbacksCard />
    </>
  )
}

function NewWebhookCard({ projects }: { projects: readonly Project[] }) {
  const words = useWords(WEBHOOKS_WORDS)
  const client = useQueryClient()
  const [wish, setWish] = useState(BLANK_WISH)
  const [made, setMade] = useState<NewWebhook>()
  const { problem, atField, isBusy, submit } = useForm(words.failed)
  const make = submit(async () => {
    setMade(await createWebhook(wish))
    setWish(BLANK_WISH)
    await client.invalidateQueries({ queryKey: webhooksQuery.queryKey })
  })
  return (
    <SettingsCard title={words.make} about={words.about}>
      <div className="space-y-4">
        <form noValidate onSubmit={make} className="max-w-110 space-y-4">
          <WebhookFields wish={wish} onWish={setWish} projects={projects} atField={atField} />
          <FormProblem problem={problem} />
          <Button type="submit" variant="accent" disabled={isBusy}>
            {words.makeIt}
          </Button>
        </form>
        {made && <ShownSecret key={made.webhook.id} secret={made.secret} />}
      </div>
    </SettingsCard>
  )
}

function CallbacksCard() {
  const words = useWords(WEBHOOKS_WORDS)
  const [isShown, setShown] = useState(false)
  return (
    <SettingsCard title={words.callbacks} about={words.aboutCallbacks}>
      {isShown ? (
        <Deliveries label={words.callbacks} />
      ) : (
        <Button size="sm" onClick={() => setShown(true)}>
          {words.showCallbacks}
        </Button>
      )}
    </SettingsCard>
  )
}
