'use client'
import { useEffect, useRef, useState } from 'react'
import { announce } from '#components/ui/announcer.tsx'
import { isApple, printedKeys } from '#components/ui/keys.ts'
import { useWords } from '#components/ui/language.tsx'
import { placeBeside } from '#components/ui/use-popover.ts'
import { defineWords } from '#lib/language/language.ts'
import { countPress } from './lessons.ts'
import { areLetterKeysOn } from './letter-keys.ts'

const WORDS = defineWords({
  en: { lesson: 'The key for it', spoken: (keys: string) => `The key for it: ${keys}` },
  zh: { lesson: '快捷键', spoken: (keys) => `快捷键：${keys}` },
})

const SHOWN_MS = 6000

interface Lesson {
  keys: string
  beside: HTMLElement
}

/** Names the key of what somebody keeps doing by mouse: once, beside it, without taking the focus. Never under a finger. */
export function TeachHint() {
  const words = useWords(WORDS)
  const [lesson, setLesson] = useState<Lesson>()
  const bubble = useRef<HTMLDivElement>(null)
  const printed = lesson ? printedKeys(lesson.keys, isApple()) : []
  const spoken = words.spoken(printed.join(' '))

  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const next = lessonOf(event)
      if (next) setLesson(next)
    }
    document.addEventListener('click', onClick, { capture: true, passive: true })
    return () => document.removeEventListener('click', onClick, { capture: true })
  }, [])

  useEffect(() => {
    const element = bubble.current
    if (!lesson || !element) return
    announce(spoken)
    element.showPopover()
    placeBeside(lesson.beside, element, 'start')
    const end = () => setLesson(undefined)
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && end()
    const timer = setTimeout(end, SHOWN_MS)
    document.addEventListener('keydown', onKey)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('keydown', onKey)
    }
  }, [lesson, spoken])

  if (!lesson) return null
  return (
    <div
      ref={bubble}
      popover="manual"
      // The page's live region says it.
      aria-hidden
      data-lesson
      className="pointer-events-none fixed flex animate-appear items-center gap-2 rounded-lg border-0 bg-ink px-3 py-2 text-xs text-canvas shadow-float"
    >
      {words.lesson}
      {printed.map((key) => (
        <kbd
          key={key}
          className="flex h-5 min-w-5 items-center justify-center rounded-sm border border-current px-1 font-sans text-2xs font-medium"
        >
          {key}
        </kbd>
      ))}
    </div>
  )
}

/** A press by mouse on something that has keys, when it is one too many. A key that presses a button has no `detail`. */
function lessonOf(event: MouseEvent): Lesson | undefined {
  if (event.detail === 0 || ('pointerType' in event && event.pointerType !== 'mouse')) return undefined
  const beside = event.target instanceof Element ? event.target.closest<HTMLElement>(TAUGHT) : null
  const keys = beside?.getAttribute('aria-keyshortcuts')
  const id = beside?.dataset.command
  if (!beside || !keys || !id) return undefined
  if (!/Control|Meta/.test(keys) && !areLetterKeysOn()) return undefined
  return countPress(id) ? { keys, beside } : undefined
}

const TAUGHT = '[data-command][aria-keyshortcuts]'
