import { SelectField } from '#components/ui/select-field.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useWords } from '#components/ui/language.tsx'
import type { Project } from '#lib/api/projects.ts'
import { WEBHOOK_EVENTS, type WebhookEvent, type WebhookWish } from '#lib/api/webhooks.ts'
import { WEBHOOKS_WORDS } from './webhooks-words.ts'

/** What the receiver of most people wants to know. */
export const BLANK_WISH: WebhookWish = { name: '', url: '', events: ['video.completed', 'video.failed'] }

/** Everything of a webhook that somebody chooses. */
export function WebhookFields({
  wish,
  onWish,
  projects,
  atField,
}: {
  wish: WebhookWish
  onWish: (wish: WebhookWish) => void
  projects: readonly Project[]
  atField: Readonly<Record<string, string>>
}) {
  const words = useWords(WEBHOOKS_WORDS)
  const choose = (id: string) => {
    const { projectId: _before, ...rest } = wish
    onWish(id === '' ? rest : { ...rest, projectId: id })
  }
  return (
    <>
      <TextField
        label={words.name}
        value={wish.name}
        onText={(name) => onWish({ ...wish, name })}
        hint={words.nameHint}
        problem={atField['name']}
      />
      <TextField
        label={words.url}
        type="url"
        inputMode="url"
        spellCheck={false}
        placeholder="https://"
        value={wish.url}
        onText={(url) => onWish({ ...wish, url })}
        hint={words.urlHint}
        problem={atField['url']}
      />
      <SelectField label={words.project} value={wish.projectId ?? ''} onChoice={choose}>
        <option value="">{words.everyProject}</option>
        {projects.map((project) => (
          <option key={project.id} value={project.id}>
            {project.name}
          </option>
        ))}
      </SelectField>
      <Events
        events={wish.events}
        onEvents={(events) => onWish({ ...wish, events })}
        problem={atField['events']}
      />
    </>
  )
}

function Events({
  events,
  onEvents,
  problem,
}: {
  events: readonly WebhookEvent[]
  onEvents: (events: WebhookEvent[]) => void
  problem: string | undefined
}) {
  const words = useWords(WEBHOOKS_WORDS)
  return (
    <fieldset className="space-y-1">
      <legend className="text-sm font-medium">{words.tells}</legend>
      {WEBHOOK_EVENTS.map((event) => (
        <label key={event} className="flex min-h-7 items-center gap-2 text-sm touch:min-h-11">
          <input
            type="checkbox"
            checked={events.includes(event)}
            onChange={({ target }) =>
              onEvents(
                WEBHOOK_EVENTS.filter((one) => (one === event ? target.checked : events.includes(one))),
              )
            }
          />
          {words.events[event]}
          <span className="font-mono text-xs text-ink-2">{event}</span>
        </label>
      ))}
      {problem !== undefined && (
        <p role="alert" className="text-xs text-bad">
          {problem}
        </p>
      )}
    </fieldset>
  )
}
