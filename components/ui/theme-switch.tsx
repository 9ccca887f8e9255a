'use client'
import { Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { Menu } from './menu.tsx'
import { applyTheme, THEMES, type Theme } from './theme.ts'

const LOOKS: Record<Theme, { label: string; Icon: typeof Sun }> = {
  system: { label: 'As the system', Icon: Monitor },
  light: { label: 'Light', Icon: Sun },
  dark: { label: 'Dark', Icon: Moon },
}

export function ThemeSwitch({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial)
  const { Icon } = LOOKS[theme]
  return (
    <Menu
      label={`Theme: ${LOOKS[theme].label}`}
      align="end"
      trigger={<Icon aria-hidden size={16} />}
      triggerClassName="flex size-8 items-center justify-center rounded-md text-ink-2 transition-colors hover:bg-hover hover:text-ink touch:size-11"
      items={THEMES.map((choice) => {
        const { label, Icon: ChoiceIcon } = LOOKS[choice]
        return {
          id: choice,
          label,
          icon: <ChoiceIcon size={14} />,
          checked: choice === theme,
          onSelect: () => {
            applyTheme(choice)
            setTheme(choice)
          },
        }
      })}
    />
  )
}
