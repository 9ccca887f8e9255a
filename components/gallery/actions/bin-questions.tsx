'use client'
import { lazy, Suspense, useEffect, useState } from 'react'
import { type BinQuestion, onBinQuestion } from './bin-asker.ts'

const BinDialog = lazy(() => import('./bin-dialog.tsx'))

/** Stands once on every page where clips can be thrown away. */
export function BinQuestions() {
  const [question, setQuestion] = useState<BinQuestion>()
  useEffect(() => onBinQuestion(setQuestion), [])
  return question ? (
    <Suspense>
      <BinDialog question={question} onClose={() => setQuestion(undefined)} />
    </Suspense>
  ) : null
}
