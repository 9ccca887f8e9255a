/** Values that several addresses of the API take, in the path, the query and the body. */
import * as z from 'zod/mini'

/** As newId() makes them: `gen_…`, `med_…`. */
export const idSchema = z.string().check(z.regex(/^[a-z0-9_]{1,64}$/))

/** Digits alone: Number('') is 0 and Number('0x10') is 16, and neither is what somebody meant. */
export function wholeNumberSchema(min: number, max: number) {
  const range = max === Number.MAX_SAFE_INTEGER ? `from ${min}` : `from ${min} to ${max}`
  return z.pipe(
    z.string().check(
      z.refine((text) => /^\d{1,16}$/.test(text) && Number(text) >= min && Number(text) <= max, {
        error: `must be a whole number ${range}`,
      }),
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
    error: 'must be the name of a file, without folders and control characters',
  }),
)
