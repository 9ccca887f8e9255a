import { clsx } from 'clsx'
import Link from 'next/link'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { useSay, useWords } from '#components/ui/language.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { useFormat } from '#components/studio/use-format.ts'
import { stateInWords } from '#lib/generation/lifecycle.ts'
import { defineWords } from '#lib/language/language.ts'
import type { Join } from './use-join.ts'

const WORDS = defineWords({
  en: {
    joining: 'Joining',
    ready: (take: number) => `Joined: take ${take} is in the gallery`,
    open: 'Open the clip',
    download: 'Download',
    cancel: 'Cancel',
  },
  zh: {
    joining: '合成进度',
    ready: (take) => `已合成：第 ${take} 条已在作品库`,
    open: '打开成片',
    download: '下载',
    cancel: '取消',
  },
})

/** How far joining is, and what came of it. */
export function JoinPanel({ join: { joined, cancel } }: { join: Join }) {
  const words = useWords(WORDS)
  const say = useSay()
  const format = useFormat()
  if (!joined) return null
  const { state, progress, problem, clip, id, cancelRequested } = joined
  const isAtWork = state === 'queued' || state === 'running' || state === 'saving'
  return (
    <section
      aria-label={words.joining}
      data-join={state}
      className={clsx(
        'grid gap-2 rounded-xl px-4 py-3 ring-1',
        // In sight while it goes on; afterwards it covers nothing.
        isAtWork ? 'sticky bottom-3 z-20 bg-raised shadow-raised ring-line-strong' : 'bg-surface ring-line',
      )}
    >
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
        <p role="status" className="flex-1 font-medium">
          {state === 'succeeded' ? words.ready(joined.take) : say(stateInWords(joined))}
          {isAtWork && progress !== undefined && ' '}
          {isAtWork && progress !== undefined && (
            <span className="ml-1 tabular-nums">{format.percent(progress / 100)}</span>
          )}
        </p>
        {(state === 'queued' || state === 'running') && !cancelRequested && (
          <Button variant="quiet" onClick={() => void cancel()} className="touch:h-11">
            {words.cancel}
          </Button>
        )}
        {clip && (
          <>
            <a href={clip.downloadUrl} download className={buttonClass('quiet')}>
              {words.download}
            </a>
            <Link href={`/clips/${id}`} className={buttonClass('plain')}>
              {words.open}
            </Link>
          </>
        )}
      </div>
      {isAtWork && (
        <Progress label={words.joining} {...(progress === undefined ? {} : { value: progress })} />
      )}
      {problem && (
        <p className="text-sm text-ink-2">
          {say(problem.message)} {say(problem.advice)}
        </p>
      )}
    </section>
  )
}
