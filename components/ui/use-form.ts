import { useRef, useState, type FormEvent } from 'react'
import { AppError } from '#lib/api/app-error.ts'
import { useLanguage } from './language.tsx'

/**
 * Sends a form once at a time. What was refused is said at its field where the server names one, else in `problem`: in its own words, or
 * `failed` where it said nothing.
 */
export function useForm(failed: string) {
  const language = useLanguage()
  const [problem, setProblem] = useState<string>()
  const [atField, setAtField] = useState<Readonly<Record<string, string>>>({})
  const [isBusy, setBusy] = useState(false)
  const busy = useRef(false)
  const submit = (work: () => Promise<unknown>) => (event?: FormEvent) => {
    event?.preventDefault()
    if (busy.current) return
    busy.current = true
    setBusy(true)
    setProblem(undefined)
    setAtField({})
    void work()
      .catch((error: unknown) => {
        if (!(error instanceof AppError)) return setProblem(failed)
        setAtField(
          Object.fromEntries(
            error.problems.map(({ field, message }) => [field, atTheField(message[language])]),
          ),
        )
        if (error.problems.length === 0) setProblem(error.said[language])
      })
      .finally(() => {
        busy.current = false
        setBusy(false)
      })
  }
  return { problem, atField, isBusy, submit }
}

/** Where the field has its label, its name in the request says nothing: "`password` must have …" is "Must have …". */
function atTheField(message: string): string {
  const said = message.replace(/^`[^`]*`\s*/, '')
  return said.slice(0, 1).toUpperCase() + said.slice(1)
}
