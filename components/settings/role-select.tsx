import { useLanguage } from '#components/ui/language.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import type { Role } from '#lib/access/principal.ts'
import { ROLE_WORDS } from './role-words.ts'

export function RoleSelect({
  label,
  isLabelHidden = false,
  roles,
  value,
  onRole,
}: {
  label: string
  isLabelHidden?: boolean
  roles: readonly Role[]
  value: Role
  onRole: (role: Role) => void
}) {
  const language = useLanguage()
  return (
    <SelectField
      label={label}
      isLabelHidden={isLabelHidden}
      small={isLabelHidden}
      value={value}
      onChoice={(choice) => {
        const role = roles.find((one) => one === choice)
        if (role) onRole(role)
      }}
    >
      {roles.map((role) => (
        <option key={role} value={role}>
          {ROLE_WORDS[role].name[language]}
        </option>
      ))}
    </SelectField>
  )
}
