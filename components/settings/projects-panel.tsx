'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useWords } from '#components/ui/language.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { useForm } from '#components/ui/use-form.ts'
import type { MemberPrincipal } from '#lib/access/principal.ts'
import type { Project } from '#lib/api/projects.ts'
import { defineWords } from '#lib/language/language.ts'
import { changeProjectMembers, membersQuery, projectMembersQuery } from '#lib/queries/accounts.ts'
import { FormProblem, SettingsCard } from './settings-card.tsx'

const WORDS = defineWords({
  en: {
    about:
      'A shared project is seen by the whole team, a private one by its members, owners and admins alone.',
    who: (name: string) => `Who sees ${name}`,
    shared: 'Shared',
    private: 'Private',
    members: 'Members',
    failed: 'The server did not answer, so nothing may have changed. Press again.',
  },
  zh: {
    about: '共享项目对整个团队可见；私有项目只对其成员、所有者和管理员可见。',
    who: (name) => `谁能看到 ${name}`,
    shared: '共享',
    private: '私有',
    members: '成员',
    failed: '服务器没有回应，可能没有改动。请再按一次。',
  },
})

/** Who sees which project. */
export function ProjectsPanel({
  member,
  projects,
}: {
  member: MemberPrincipal
  projects: readonly Project[]
}) {
  const words = useWords(WORDS)
  return (
    <>
      <p className="max-w-prose text-sm text-pretty text-ink-2">{words.about}</p>
      {projects.map((project) => (
        <ProjectCard key={project.id} project={project} member={member} />
      ))}
    </>
  )
}

function ProjectCard({ project: { id, name }, member }: { project: Project; member: MemberPrincipal }) {
  const words = useWords(WORDS)
  const client = useQueryClient()
  const query = projectMembersQuery(id)
  const { data } = useQuery(query)
  const { data: people } = useQuery(membersQuery)
  const { problem, atField, submit } = useForm(words.failed)
  if (!data || !people) return null
  const save = (wish: typeof data) =>
    submit(async () => {
      client.setQueryData(query.queryKey, await changeProjectMembers(id, wish))
    })()
  // Owners and admins see every project: adding them would change nothing.
  const others = people.members.filter(({ role, isGone }) => !isGone && role !== 'owner' && role !== 'admin')
  return (
    <SettingsCard
      title={name}
      beside={
        <Segmented
          label={words.who(name)}
          stretch={false}
          value={data.isPrivate ? 'private' : 'shared'}
          options={[
            { value: 'shared', label: words.shared },
            { value: 'private', label: words.private },
          ]}
          onChange={(value) => save({ ...data, isPrivate: value === 'private' })}
        />
      }
    >
      {data.isPrivate && others.length > 0 && (
        <fieldset className="space-y-1">
          <legend className="text-sm font-medium">{words.members}</legend>
          {others.map((person) => (
            <label key={person.id} className="flex min-h-7 items-center gap-2 text-sm touch:min-h-11">
              <input
                type="checkbox"
                checked={data.memberIds.includes(person.id)}
                // Whoever is no admin would lock themselves out.
                disabled={person.id === member.userId}
                onChange={({ target }) =>
                  save({
                    ...data,
                    memberIds: target.checked
                      ? [...data.memberIds, person.id]
                      : data.memberIds.filter((one) => one !== person.id),
                  })
                }
              />
              {person.name}
            </label>
          ))}
        </fieldset>
      )}
      <FormProblem problem={problem ?? Object.values(atField)[0]} />
    </SettingsCard>
  )
}
