/**
 * The languages of the interface. A sentence that a rule makes is made in all of them at once, and whoever shows it picks one: rules then
 * need to know nothing of who is looking, and a sentence without its translation does not compile.
 */

export const LANGUAGES = ['en', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]

/** Where nobody has said otherwise: API callers, the log, stored English. */
export const DEFAULT_LANGUAGE: Language = 'en'

export const LANGUAGE_COOKIE = 'seedreel-language'

/** What each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', zh: '中文' }

/** For `lang` attributes and Intl. Simplified Chinese; English with the day before the month and a 24-hour clock. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', zh: 'zh-CN' }

/** One sentence, or one word, in every language. */
export type Sentence = Readonly<Record<Language, string>>

/** What comes in one language only: words of a provider, of a person, of an older row. */
export function asSaid(text: string): Sentence {
  return { en: text, zh: text }
}

export function toSentence(text: string | Sentence): Sentence {
  return typeof text === 'string' ? asSaid(text) : text
}

/** Whole sentences behind each other; Chinese ones need no blank between them. */
export function inSequence(...sentences: readonly Sentence[]): Sentence {
  return {
    en: sentences.map(({ en }) => en).join(' '),
    zh: sentences.map(({ zh }) => zh).join(''),
  }
}

/** A catalogue: the same words and functions in every language. English is written first and gives the type. */
export type Words<Catalogue> = Readonly<Record<Language, Catalogue>>

export function defineWords<Catalogue>(words: {
  readonly en: Catalogue
  readonly zh: NoInfer<Catalogue>
}): Words<Catalogue> {
  return words
}

export function readLanguage(value: string | undefined): Language | undefined {
  return LANGUAGES.find((language) => language === value)
}

/** A choice made by hand counts first, then the first language of the browser that there is (RFC 9110 §12.5.4). */
export function chooseLanguage(chosen: string | undefined, acceptLanguage: string | null): Language {
  return readLanguage(chosen) ?? firstAccepted(acceptLanguage ?? '') ?? DEFAULT_LANGUAGE
}

function firstAccepted(header: string): Language | undefined {
  const wanted = header.split(',').flatMap((part) => {
    const [tag = '', ...parameters] = part.trim().split(';')
    const weight = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean)
    const quality = weight === undefined ? 1 : Number(weight)
    const language = readLanguage(tag.trim().toLowerCase().split('-')[0])
    return language && quality > 0 ? [{ language, quality }] : []
  })
  return wanted.toSorted((one, other) => other.quality - one.quality)[0]?.language
}
