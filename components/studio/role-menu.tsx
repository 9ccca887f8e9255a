import { ChevronDown } from 'lucide-react'
import { useWords } from '#components/ui/language.tsx'
import { Menu } from '#components/ui/menu.tsx'
import { defineWords } from '#lib/language/language.ts'
import type { ReferenceRole } from '#lib/seedance/request.ts'
import { ROLE_HINTS, ROLE_WORDS } from './words.ts'

const WORDS = defineWords({
  en: { roleOf: (name: string, role: string) => `Role of ${name}: ${role}` },
  zh: { roleOf: (name, role) => `${name} 的用途：${role}` },
})

/** What a reference is for. Only roles that the model has; with one there is nothing to choose. */
export function RoleMenu({
  name,
  role,
  roles,
  onChange,
}: {
  name: string
  role: ReferenceRole
  roles: readonly ReferenceRole[]
  onChange: (role: ReferenceRole) => void
}) {
  const words = useWords(WORDS)
  const names = useWords(ROLE_WORDS)
  const hints = useWords(ROLE_HINTS)
  const choices = roles.includes(role) ? roles : [...roles, role]
  if (choices.length < 2) return <span className="shrink-0 text-ink-2">{names[role]}</span>
  return (
    <Menu
      label={words.roleOf(name, names[role])}
      items={choices.map((choice) => ({
        id: choice,
        label: names[choice],
        hint: hints[choice],
        checked: choice === role,
        onSelect: () => onChange(choice),
      }))}
      triggerClassName="-ml-1 flex h-6 shrink-0 items-center gap-0.5 rounded-sm px-1 text-ink-2 transition-colors hover:bg-hover hover:text-ink touch:h-8"
      trigger={
        <>
          {names[role]}
          <ChevronDown aria-hidden size={12} />
        </>
      }
    />
  )
}
