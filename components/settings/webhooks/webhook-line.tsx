import { useQueryClient } from '@tanstack/react-query'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { useWords } from '#components/ui/language.tsx'
import { Menu } from '#components/ui/menu.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { useForm } from '#components/ui/use-form.ts'
import type { Member } from '#lib/api/accounts.ts'
import type { Project } from '#lib/api/projects.ts'
import type { Webhook, WebhookWish } from '#lib/api/webhooks.ts'
import { roleMay } from '#lib/access/permissions.ts'
import {
  changeWebhook,
  removeWebhook,
  renewWebhookSecret,
  testWebhook,
  webhooksQuery,
} from '#lib/queries/webhooks.ts'
import { FormProblem } from '../settings-card.tsx'
import { Deliveries } from './deliveries.tsx'
import { ShownSecret } from './shown-secret.tsx'
import { WebhookFields } from './webhook-fields.tsx'
import { WEBHOOKS_WORDS } from './webhooks-words.ts'

/** One webhook: what it is, on or off, and what can be done with it. */
export function WebhookLine({
  webhook,
  keeper,
  projects,
}: {
  webhook: Webhook
  /** Undefined: nobody knows any more. */
  keeper: Member | undefined
  projects: readonly Project[]
}) {
  const words = useWords(WEBHOOKS_WORDS)
  const client = useQueryClient()
  const [shown, setShown] = useState<'history' | 'change'>()
  const [asked, setAsked] = useState<'renew' | 'remove'>()
  const [secret, setSecret] = useState<string>()
  const { problem, isBusy, submit } = useForm(words.failed)
  const { id, name, isOn } = webhook
  const refresh = () => client.invalidateQueries({ queryKey: webhooksQuery.queryKey })
  const toggle = (what: 'history' | 'change') => setShown(shown === what ? undefined : what)
  const isKept = keeper !== undefined && !keeper.isGone && roleMay(keeper.role, 'webhook.change')
  const test = submit(async () => {
    await testWebhook(id)
    await client.invalidateQueries({ queryKey: ['deliveries', id] })
    setShown('history')
  })
  const renew = submit(async () => setSecret((await renewWebhookSecret(id)).secret))
  const remove = submit(async () => {
    await removeWebhook(id)
    await refresh()
  })
  const switchTo = (on: boolean) =>
    submit(async () => {
      await changeWebhook(id, { ...wishOf(webhook), isOn: on })
      await refresh()
    })()
  return (
    <li className="space-y-3 py-3 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Facts webhook={webhook} keeper={keeper?.name} projects={projects} />
        <Switch
          label={
            <>
              {words.on}
              <span className="sr-only"> {name}</span>
            </>
          }
          checked={isOn}
          disabled={isBusy}
          onChange={switchTo}
        />
        <Button size="sm" disabled={isBusy} aria-label={words.of(words.test, name)} onClick={test}>
          {words.test}
        </Button>
        <Button
          size="sm"
          variant="quiet"
          aria-expanded={shown === 'history'}
          aria-label={words.of(words.history, name)}
          onClick={() => toggle('history')}
        >
          {words.history}
        </Button>
        <Menu
          label={words.of(words.more, name)}
          trigger={<Ellipsis size={16} />}
          triggerClassName={buttonClass('quiet', 'sm')}
          align="end"
          items={[
            { id: 'change', label: words.change, onSelect: () => toggle('change') },
            { id: 'renew', label: words.renew, onSelect: () => setAsked('renew') },
            {
              id: 'remove',
              label: words.remove,
              danger: true,
              isApart: true,
              onSelect: () => setAsked('remove'),
            },
          ]}
        />
      </div>
      {isOn && !isKept && (
        <p className="rounded-md bg-wait-soft px-3 py-2 text-sm text-wait">
          {words.keeperGone(keeper?.name ?? words.somebody)}
        </p>
      )}
      <FormProblem problem={problem} />
      {secret !== undefined && <ShownSecret key={secret} secret={secret} />}
      {shown === 'history' && <Deliveries hook={id} label={words.of(words.history, name)} />}
      {shown === 'change' && (
        <ChangeForm
          webhook={webhook}
          projects={projects}
          onDone={async () => {
            setShown(undefined)
            await refresh()
          }}
        />
      )}
      {asked !== undefined && (
        <ConfirmDialog
          words={
            asked === 'remove'
              ? { ...words.askRemove, meaning: words.askRemove.meaning(name) }
              : { ...words.askRenew, meaning: words.askRenew.meaning(name) }
          }
          onConfirm={() => (asked === 'remove' ? remove() : renew())}
          onClose={() => setAsked(undefined)}
        />
      )}
    </li>
  )
}

function Facts({
  webhook: { name, url, events, projectId },
  keeper,
  projects,
}: {
  webhook: Webhook
  keeper: string | undefined
  projects: readonly Project[]
}) {
  const words = useWords(WEBHOOKS_WORDS)
  const project =
    projectId === undefined
      ? words.ofEveryProject
      : (projects.find(({ id }) => id === projectId)?.name ?? words.ofOtherProject)
  const facts = [project, ...(keeper === undefined ? [] : [words.by(keeper)])]
  return (
    <div className="min-w-56 flex-1">
      <p className="text-sm font-medium break-words">{name}</p>
      <p className="font-mono text-xs break-all text-ink-2">{url}</p>
      <p className="font-mono text-xs break-words text-ink-2">{events.join(' ')}</p>
      <p className="text-xs break-words text-ink-2">{facts.join(' · ')}</p>
    </div>
  )
}

function ChangeForm({
  webhook,
  projects,
  onDone,
}: {
  webhook: Webhook
  projects: readonly Project[]
  onDone: () => Promise<void>
}) {
  const words = useWords(WEBHOOKS_WORDS)
  const [wish, setWish] = useState(wishOf(webhook))
  const { problem, atField, isBusy, submit } = useForm(words.failed)
  const save = submit(async () => {
    await changeWebhook(webhook.id, { ...wish, isOn: webhook.isOn })
    await onDone()
  })
  return (
    <form noValidate onSubmit={save} className="max-w-110 space-y-4">
      <WebhookFields wish={wish} onWish={setWish} projects={projects} atField={atField} />
      <FormProblem problem={problem} />
      <Button type="submit" disabled={isBusy}>
        {words.save}
      </Button>
    </form>
  )
}

function wishOf({ name, url, events, projectId }: Webhook): WebhookWish {
  return { name, url, events, ...(projectId !== undefined && { projectId }) }
}
