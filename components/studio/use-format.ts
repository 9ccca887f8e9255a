import { useMemo } from 'react'
import { useLanguage } from '#components/ui/language.tsx'
import type { Language } from '#lib/language/language.ts'
import {
  ago,
  clock,
  fileSize,
  list,
  money,
  moneyRange,
  number,
  percent,
  seconds,
  span,
  spanRange,
  tokenRange,
  tokens,
  type Currency,
} from './format.ts'

export type Format = ReturnType<typeof formatIn>

/** The figures of format.ts in the language of the page: `const format = useFormat()`, then `format.money(…)`. */
export function useFormat(): Format {
  const language = useLanguage()
  return useMemo(() => formatIn(language), [language])
}

function formatIn(language: Language) {
  return {
    language,
    clock,
    number: (value: number) => number(value, language),
    percent: (part: number) => percent(part, language),
    span: (milliseconds: number) => span(milliseconds, language),
    spanRange: (range: { from: number; to: number }) => spanRange(range, language),
    seconds: (value: number) => seconds(value, language),
    ago: (then: number, now: number) => ago(then, now, language),
    fileSize: (bytes: number) => fileSize(bytes, language),
    money: (amount: number, currency: Currency) => money(amount, currency, language),
    moneyRange: (min: number, max: number, currency: Currency) => moneyRange(min, max, currency, language),
    tokens: (count: number) => tokens(count, language),
    tokenRange: (min: number, max: number) => tokenRange(min, max, language),
    list: (items: readonly string[]) => list(items, language),
  }
}
