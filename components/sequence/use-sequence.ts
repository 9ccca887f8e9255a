'use client'
import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { notify } from '#components/ui/notify.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { Sequence } from '#lib/api/sequences.ts'
import { saveSequence } from '#lib/queries/sequences.ts'
import { applyEdit, type Content, type Edit, type Edits, editsOf } from './sequence-edits.ts'
import { SEQUENCE_WORDS } from './sequence.words.ts'

export type SaveState = 'saved' | 'saving' | 'failed'

export interface SequenceWork {
  edits: Edits
  edit: (edit: Edit) => void
  saveState: SaveState
  /** Writes what is not written yet. The version that is stored then; undefined: it could not be written, and it was said. */
  flush: () => Promise<number | undefined>
}

/** ms of rest before a change is written: not with every frame that a handle passes. */
const REST = 500

/** A sequence that is worked on, written down by itself; two tabs don't write over each other. */
export function useSequence(first: Sequence): SequenceWork {
  const words = useWords(SEQUENCE_WORDS)
  const language = useLanguage()
  const [edits, edit] = useReducer(applyEdit, first, editsOf)
  const [saveState, setSaveState] = useState<SaveState>('saved')
  const stored = useRef<{ version: number; content: Content }>({
    version: first.version,
    content: edits.now,
  })
  const latest = useRef(edits.now)
  const turn = useRef<Promise<number | undefined>>(Promise.resolve(first.version))

  const write = useCallback(async (): Promise<number | undefined> => {
    const mine = latest.current
    if (mine === stored.current.content) return stored.current.version
    setSaveState('saving')
    try {
      const { sequence, isSaved } = await saveSequence(first.id, bodyOf(mine, stored.current.version))
      stored.current = { version: sequence.version, content: isSaved ? mine : contentOf(sequence) }
      setSaveState('saved')
      if (isSaved) return sequence.version
      const theirs = stored.current.content
      edit({ type: 'replace', content: theirs })
      const keepMine = () => edit({ type: 'replace', content: { ...mine } })
      notify({
        kind: 'problem',
        message: words.elsewhere,
        advice: words.elsewhereAdvice,
        action: { label: words.keepMine, onPress: keepMine },
      })
    } catch (error) {
      setSaveState('failed')
      const advice = error instanceof AppError ? { advice: error.said[language] } : {}
      const action = { label: words.tryAgain, onPress: () => void flush() }
      notify({ id: 'sequence-save', kind: 'problem', message: words.failed, ...advice, action })
    }
    return undefined
    // oxlint-disable-next-line react/exhaustive-deps -- flush is the same function for good
  }, [first.id, language, words])

  const flush = useCallback((): Promise<number | undefined> => {
    turn.current = turn.current.then(write)
    return turn.current
  }, [write])

  useEffect(() => {
    latest.current = edits.now
    // What came from the server by a 409 is stored already, under another object.
    if (edits.now === stored.current.content || isAlike(edits.now, stored.current.content)) {
      stored.current = { ...stored.current, content: edits.now }
      return
    }
    const timer = setTimeout(() => void flush(), REST)
    return () => clearTimeout(timer)
  }, [edits.now, flush])
  useEffect(() => {
    const onLeave = () => document.visibilityState === 'hidden' && void flush()
    document.addEventListener('visibilitychange', onLeave)
    return () => {
      document.removeEventListener('visibilitychange', onLeave)
      void flush()
    }
  }, [flush])
  return { edits, edit, saveState, flush }
}

function contentOf({ title, parts }: Sequence): Content {
  return { title, parts }
}

function bodyOf({ title, parts }: Content, version: number) {
  return {
    version,
    title: title.trim() === '' ? '…' : title.trim(),
    parts: parts.map(({ id, clipId, in: first, out }) => ({ id, clipId, in: first, out })),
  }
}

function isAlike(one: Content, other: Content): boolean {
  return JSON.stringify(bodyOf(one, 0)) === JSON.stringify(bodyOf(other, 0))
}
