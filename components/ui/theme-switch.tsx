'use client'
import { Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { defineWords } from '#lib/language/language.ts'
import { useWords } from './language.tsx'
import { Menu } from './menu.tsx'
import { applyTheme, THEMES, type Theme } from './theme.ts'

const ICONS: Record<Theme, typeof Sun> = { system: Monitor, light: Sun, dark: Moon }

const WORDS = defineWords({
  en: { theme: (look: string) => `Theme: ${look}`, system: 'As the system', light: 'Light', dark: 'Dark' },
  zh: { theme: (look) => `主题：${look}`, system: '跟随系统', light: '浅色', dark: '深色' },
})

export function ThemeSwitch({
  initial,
  attributes,
}: {
  initial: Theme
  attributes?: Readonly<Record<string, string>>
}) {
  const [theme, setTheme] = useState(initial)
  const words = useWords(WORDS)
  const Icon = ICONS[theme]
  return (
    <Menu
      label={words.theme(words[theme])}
      attributes={{ ...attributes, 'data-tip': words.theme(words[theme]) }}
      align="end"
      trigger={<Icon aria-hidden size={16} />}
      triggerClassName="flex size-8 items-center justify-center rounded-md text-ink-2 transition-colors hover:bg-hover hover:text-ink touch:size-11"
      items={THEMES.map((choice) => {
        const ChoiceIcon = ICONS[choice]
        return {
          id: choice,
          label: words[choice],
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
