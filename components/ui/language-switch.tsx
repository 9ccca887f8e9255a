'use client'
import { Languages } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { defineWords, LANGUAGE_NAMES, LANGUAGES, LOCALES } from '#lib/language/language.ts'
import { useLanguageChoice, useWords } from './language.tsx'
import { Menu } from './menu.tsx'

const WORDS = defineWords({
  en: { label: 'Language: English' },
  zh: { label: '语言：中文' },
})

/** Each language under its own name, for whoever can't read the one that is shown. */
export function LanguageSwitch() {
  const words = useWords(WORDS)
  const { language, setLanguage } = useLanguageChoice()
  const { refresh } = useRouter()
  return (
    <Menu
      label={words.label}
      align="end"
      trigger={<Languages aria-hidden size={16} />}
      triggerClassName="flex size-8 items-center justify-center rounded-md text-ink-2 transition-colors hover:bg-hover hover:text-ink touch:size-11"
      items={LANGUAGES.map((choice) => ({
        id: choice,
        label: LANGUAGE_NAMES[choice],
        lang: LOCALES[choice],
        checked: choice === language,
        onSelect: () => {
          setLanguage(choice)
          // The tab's title and other words that the server writes follow.
          refresh()
        },
      }))}
    />
  )
}
