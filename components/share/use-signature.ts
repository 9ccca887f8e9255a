import { useRef, useState, type RefObject } from 'react'
import { signAs } from '#lib/queries/guest.ts'

export interface Signature {
  name: string
  /** Under which the server knows them. */
  signed: string | undefined
  problem: string | undefined
  field: RefObject<HTMLInputElement | null>
  write: (name: string) => void
  isReady: () => boolean
  /** Before something is said: the name as it is now. */
  ensure: () => Promise<void>
}

/** Who says something says their name first, once. */
export function useSignature(token: string, first: string | undefined, missing: string): Signature {
  const [name, setName] = useState(first ?? '')
  const [signed, setSigned] = useState(first)
  const [problem, setProblem] = useState<string>()
  const field = useRef<HTMLInputElement>(null)
  return {
    name,
    signed,
    problem,
    field,
    write: (next) => {
      setName(next)
      setProblem(undefined)
    },
    isReady: () => {
      if (name.trim() !== '') return true
      setProblem(missing)
      field.current?.focus()
      return false
    },
    ensure: async () => {
      if (name.trim() === signed) return
      await signAs(token, name.trim())
      setSigned(name.trim())
    },
  }
}
