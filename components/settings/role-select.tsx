import { useLanguage } from '#components/ui/language.tsx'
import type { Role } from '#lib/access/principal.ts'
import { ROLE_WORDS } from './role-words.ts'

export function RoleSelect({
  label,
  roles,
  value,
  onRole,
}: {
  label: string
  roles: readonly Role[]
  value: Role
  onRole: (role: Role) => void
}) {
  const language = useLanguage()
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => {
        const role = roles.find((one) => one === event.target.value)
        if (role) onRole(role)
      }}
      className="h-8 rounded-md border border-line-strong bg-raised px-2 text-sm touch:h-11"
    >
      {roles.map((role) => (
        <option key={role} value={role}>
          {ROLE_WORDS[role].name[language]}
        </option>
      ))}
    </select>
  )
}
