'use client'
import { useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useLanguage, useSay } from '#components/ui/language.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { AppError } from '#lib/api/app-error.ts'
import type { MediaFile } from '#lib/api/media.ts'
import type { Sentence } from '#lib/language/language.ts'
import { isAbort } from '#lib/queries/call-api.ts'
import { fixMedia } from '#lib/queries/media.ts'
import { firstChoices, fixOf, type FixChoices, type FixPlan } from '#lib/seedance/plan-fix.ts'
import { factsOfMedia } from '../recipe.ts'
import { FIX_WORDS, resultInWords } from './fix-words.ts'
import { FrameFix } from './frame-fix.tsx'
import { TrimFix } from './trim-fix.tsx'

/** Shows what would make a file fit, lets it be changed, and has it made. The original stays. */
export default function FixDialog({
  name,
  media,
  plan,
  problems,
  onDone,
  onClose,
}: {
  name: string
  media: MediaFile
  plan: FixPlan
  /** What is wrong, in the words of the card. */
  problems: readonly Sentence[]
  onDone: (fixed: MediaFile) => void
  onClose: () => void
}) {
  const language = useLanguage()
  const say = useSay()
  const words = FIX_WORDS[language]
  const facts = factsOfMedia(media)
  const [choices, setChoices] = useState<FixChoices>(() => firstChoices(plan, facts))
  const fix = fixOf(plan, facts, choices)
  const { work, run, isWorking, problem } = useWork()
  const change = (part: Partial<FixChoices>) => setChoices((before) => ({ ...before, ...part }))
  const make = () =>
    run(async (signal) => {
      onDone(await fixMedia(media.id, fix, signal))
      work.current = undefined
      onClose()
    })
  const close = () => {
    work.current?.abort()
    onClose()
  }
  return (
    <Dialog title={words.title(name)} onClose={close} className="w-[720px]">
      <div className="min-h-0 flex-1 scrollbar-quiet space-y-5 overflow-y-auto p-5">
        {problems.length > 0 && (
          <ul className="space-y-1 text-ink-2">
            {problems.map((message) => (
              <li key={message.en}>{say(message)}</li>
            ))}
          </ul>
        )}
        {/* A clip that is cut is seen in the cut already. */}
        {fix.frame && (plan.frame === 'shape' || !plan.trim) && (
          <FrameFix media={media} plan={plan} frame={fix.frame} choices={choices} onChange={change} />
        )}
        {plan.trim && (
          <TrimFix
            media={media}
            bounds={plan.trim}
            trim={choices.trim}
            onChange={(trim) => change({ trim })}
          />
        )}
      </div>
      <footer className="flex flex-wrap items-center gap-2 border-t py-4 pr-4 pl-5">
        <p role="status" className="min-w-40 flex-1 text-xs text-ink-2 tabular-nums">
          {isWorking ? words.working : resultInWords(fix, facts, language)}
          {problem !== undefined && <span className="block text-bad">{say(problem)}</span>}
        </p>
        <Button variant="quiet" onClick={close}>
          {words.cancel}
        </Button>
        <Button variant="accent" disabled={isWorking} onClick={() => void make()}>
          {isWorking && <Spinner />}
          {words.make}
        </Button>
      </footer>
    </Dialog>
  )
}

function useWork() {
  const work = useRef<AbortController>(undefined)
  const [isWorking, setWorking] = useState(false)
  const [problem, setProblem] = useState<Sentence>()
  const run = async (task: (signal: AbortSignal) => Promise<void>) => {
    work.current = new AbortController()
    setWorking(true)
    setProblem(undefined)
    try {
      await task(work.current.signal)
    } catch (error) {
      if (!isAbort(error))
        setProblem(
          error instanceof AppError ? error.said : { en: FIX_WORDS.en.failed, zh: FIX_WORDS.zh.failed },
        )
    } finally {
      setWorking(false)
    }
  }
  return { work, run, isWorking, problem }
}
