import { SelectField } from '#components/ui/select-field.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useWords } from '#components/ui/language.tsx'
import type { Project } from '#lib/api/projects.ts'
import { WEBHOOK_EVENTS, type WebhookWish } from '#lib/api/webhooks.ts'
import { CheckList } from '../check-list.tsx'
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
      <CheckList
        label={words.tells}
        values={WEBHOOK_EVENTS}
        chosen={wish.events}
        onChosen={(events) => onWish({ ...wish, events })}
        words={words.events}
        withCode
        problem={atField['events']}
      />
    </>
  )
}
