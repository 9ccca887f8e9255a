/** Values that several addresses of the API take, in the path, the query and the body. */
import * as z from 'zod/mini'
import type { Sentence } from '#lib/language/language.ts'

/** As newId() makes them: `gen_…`, `med_…`. */
export const idSchema = z.string().check(z.regex(/^[a-z0-9_]{1,64}$/))

/** What a check of ours says, behind the name of the field; the schema library carries one message, and the rest in `params`. */
export function saying({ en, zh }: Sentence): { error: string; params: { zh: string } } {
  return { error: en, params: { zh } }
}

/** Digits alone: Number('') is 0 and Number('0x10') is 16, and neither is what somebody meant. */
export function wholeNumberSchema(min: number, max: number) {
  const must =
    max === Number.MAX_SAFE_INTEGER
      ? { en: `must be a whole number from ${min}`, zh: `必须是不小于 ${min} 的整数` }
      : { en: `must be a whole number from ${min} to ${max}`, zh: `必须是 ${min} 到 ${max} 的整数` }
  return z.pipe(
    z
      .string()
      .check(
        z.refine(
          (text) => /^\d{1,16}$/.test(text) && Number(text) >= min && Number(text) <= max,
          saying(must),
        ),
      ),
    z.transform(Number),
  )
}

/**
 * The name of a file and no path: what names a folder was never a person's file. Characters that only deceive the eye are
 * no reason to refuse it; they are taken out where the name is kept.
 */
export const fileNameSchema = z.string().check(
  z.maxLength(1000),
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  z.refine((name) => !/[/\\\u0000-\u001f\u007f]/.test(name), {
    ...saying({
      en: 'must be the name of a file, without folders and control characters',
      zh: '必须是文件名，不含文件夹和控制字符',
    }),
  }),
)

/** What people call something of theirs: one line, without the blanks around it. */
export const nameSchema = z.string().check(
  z.trim(),
  z.minLength(1),
  z.maxLength(80),
  z.refine((name) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name), {
    ...saying({ en: 'must be one line', zh: '必须是一行' }),
  }),
)

/** A day that there is, `2026-11-30`: 2026-02-30 is none. */
export const daySchema = z.string().check(
  z.regex(/^\d{4}-\d{2}-\d{2}$/),
  z.refine(
    (day) => isoDay(day) === day,
    saying({ en: 'must be a day of the calendar', zh: '必须是日历上存在的日期' }),
  ),
)

function isoDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10)
}
