import { ChevronDown } from 'lucide-react'
import { Menu } from '#components/ui/menu.tsx'
import type { ReferenceRole } from '#lib/seedance/request.ts'
import { ROLE_HINTS, ROLE_WORDS } from './words.ts'

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
  const choices = roles.includes(role) ? roles : [...roles, role]
  if (choices.length < 2) return <span className="shrink-0 text-ink-2">{ROLE_WORDS[role]}</span>
  return (
    <Menu
      label={`Role of ${name}: ${ROLE_WORDS[role]}`}
      items={choices.map((choice) => ({
        id: choice,
        label: ROLE_WORDS[choice],
        hint: ROLE_HINTS[choice],
        checked: choice === role,
        onSelect: () => onChange(choice),
      }))}
      triggerClassName="-ml-1 flex h-6 shrink-0 items-center gap-0.5 rounded-sm px-1 text-ink-2 transition-colors hover:bg-hover hover:text-ink touch:h-8"
      trigger={
        <>
          {ROLE_WORDS[role]}
          <ChevronDown aria-hidden size={12} />
        </>
      }
    />
  )
}
