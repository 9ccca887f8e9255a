import { useState } from 'react'
import { AppError } from '#lib/api/app-error.ts'
import { useLanguage } from './language.tsx'

/** Tries one thing after another; `problem` says what was refused last, in the server's words, or `failed`. */
export function useTrying(failed: string) {
  const language = useLanguage()
  const [problem, setProblem] = useState<string>()
  /** Answers whether it was done. */
  const trying = async (task: () => Promise<unknown>): Promise<boolean> => {
    setProblem(undefined)
    try {
      await task()
      return true
    } catch (error) {
      setProblem(error instanceof AppError ? error.said[language] : failed)
      return false
    }
  }
  return { problem, trying }
}
