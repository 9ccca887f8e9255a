import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useForm } from '#components/ui/use-form.ts'
import { TOKEN_SCOPES, type TokenScope } from '#lib/access/principal.ts'
import type { Project } from '#lib/api/projects.ts'
import { LONGEST_TOKEN_LIFE, type NewToken } from '#lib/api/tokens.ts'
import { createToken } from '#lib/queries/tokens.ts'
import { CheckList } from './check-list.tsx'
import { FormProblem, SettingsCard } from './settings-card.tsx'
import { TOKENS_WORDS } from './tokens-words.ts'

/** Days; never later than a year: what nobody remembers ends by itself. */
const LIVES = [7, 30, 90, LONGEST_TOKEN_LIFE]
const USUAL_LIFE = 90

export function NewTokenCard({
  projects,
  onMade,
}: {
  projects: readonly Project[]
  onMade: (made: NewToken) => void
}) {
  const words = useWords(TOKENS_WORDS)
  const [name, setName] = useState('')
  const [projectId, setProjectId] = useState('')
  const [days, setDays] = useState(USUAL_LIFE)
  const [scopes, setScopes] = useState<readonly TokenScope[]>(TOKEN_SCOPES)
  const { problem, atField, isBusy, submit } = useForm(words.failed)
  const make = submit(async () => {
    const made = await createToken({
      name,
      scopes: [...scopes],
      expiresInDays: days,
      ...(projectId !== '' && { projectId }),
    })
    setName('')
    onMade(made)
  })
  return (
    <SettingsCard title={words.make} about={words.about}>
      <form noValidate onSubmit={make} className="max-w-110 space-y-4">
        <TextField
          label={words.name}
          value={name}
          onText={setName}
          hint={words.nameHint}
          problem={atField['name']}
        />
        <SelectField label={words.project} value={projectId} onChoice={setProjectId}>
          <option value="">{words.everyProject}</option>
          {projects.map((project) => (
            <option key={project.id} value={project.id}>
              {project.name}
            </option>
          ))}
        </SelectField>
        <SelectField label={words.expires} value={String(days)} onChoice={(value) => setDays(Number(value))}>
          {LIVES.map((life) => (
            <option key={life} value={life}>
              {words.after(life)}
            </option>
          ))}
        </SelectField>
        <CheckList
          label={words.may}
          values={TOKEN_SCOPES}
          chosen={scopes}
          onChosen={setScopes}
          words={{ read: words.scopes.read.means, generate: words.scopes.generate.means }}
          problem={atField['scopes']}
        />
        <FormProblem problem={problem} />
        <Button type="submit" variant="accent" disabled={isBusy}>
          {words.makeIt}
        </Button>
      </form>
    </SettingsCard>
  )
}
