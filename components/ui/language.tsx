'use client'
import { createContext, use, useMemo, useState, type ReactNode } from 'react'
import {
  DEFAULT_LANGUAGE,
  LANGUAGE_COOKIE,
  LOCALES,
  type Language,
  type Sentence,
  type Words,
} from '#lib/language/language.ts'

interface LanguageChoice {
  language: Language
  /** Changes this page at once and keeps the choice for a year. */
  setLanguage: (language: Language) => void
}

const LanguageContext = createContext<LanguageChoice>({
  language: DEFAULT_LANGUAGE,
  setLanguage: () => undefined,
})

/** `initial` comes from the server, which has looked at the cookie and the browser's wishes. */
export function LanguageProvider({ initial, children }: { initial: Language; children: ReactNode }) {
  const [language, setLanguage] = useState(initial)
  const choice = useMemo(
    () => ({
      language,
      setLanguage: (next: Language) => {
        keepChoice(next)
        setLanguage(next)
      },
    }),
    [language],
  )
  return <LanguageContext value={choice}>{children}</LanguageContext>
}

/**
 * The language that its children were first drawn in, until they are alive: React takes over no HTML that would say something else by now,
 * it throws it away and draws anew.
 */
export function LanguageAsDrawn({ isAlive, children }: { isAlive: boolean; children: ReactNode }) {
  const now = use(LanguageContext)
  const [drawn] = useState(now)
  return <LanguageContext value={isAlive ? now : drawn}>{children}</LanguageContext>
}

function keepChoice(language: Language): void {
  document.cookie = `${LANGUAGE_COOKIE}=${language}; path=/; max-age=31536000; samesite=lax`
  document.documentElement.lang = LOCALES[language]
}

export function useLanguage(): Language {
  return use(LanguageContext).language
}

export function useLanguageChoice(): LanguageChoice {
  return use(LanguageContext)
}

/** A component's own words: `const words = useWords(WORDS)`. */
export function useWords<Catalogue>(words: Words<Catalogue>): Catalogue {
  return words[useLanguage()]
}

/** For sentences that a rule has made: `const say = useSay()`, then `say(problem.message)`. */
export function useSay(): (sentence: Sentence) => string {
  const language = useLanguage()
  return (sentence) => sentence[language]
}
