'use client'
/** Comments along the time line, where their frames are. Their row is there without any, so that nothing moves when one comes. */
import { clsx } from 'clsx'
import { Fragment } from 'react'
import { percent } from '#components/player/bar-place.ts'
import { usePlayerAround } from '#components/player/use-frame-player.ts'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import type { Comment } from '#lib/api/review.ts'
import { goToComment, inOrderOfFrames, useDesk } from './desk.ts'
import { initialsOf, placeInWords } from './place-words.ts'
import { REVIEW_WORDS } from './review.words.ts'

/** Marks nearer than this share of the bar are one: a finger needs some room. */
const NEAR = 0.05

const ROW = 'relative h-6 touch:h-9'

export function TimeMarks() {
  const player = usePlayerAround()
  const words = useWords(REVIEW_WORDS)
  const comments = useDesk((desk) => desk.review?.comments)
  const selected = useDesk((desk) => desk.selected)
  const isChinese = useLanguage() === 'zh'
  const groups = groupNear(inOrderOfFrames(comments ?? []), player?.frames ?? 1)
  if (!player || groups.length === 0) return <div className={ROW} />
  const { fps } = player
  return (
    <div role="group" aria-label={words.marks} className={ROW}>
      {groups.map((group) => {
        const [first] = group
        if (!first?.frames) return null
        const { from, to } = first.frames
        const isDone = group.every(({ resolved }) => resolved)
        const at = group.findIndex(({ id }) => id === selected)
        const names = [...new Set(group.map(({ author }) => author.name))].join(isChinese ? '、' : ', ')
        return (
          <Fragment key={first.id}>
            {to > from && (
              <span
                className={clsx('absolute bottom-0 h-0.5 rounded-full', isDone ? 'bg-good' : 'bg-wait')}
                style={{
                  left: percent(from / player.frames),
                  width: percent((to + 1 - from) / player.frames),
                }}
              />
            )}
            <button
              type="button"
              data-mark={first.id}
              aria-label={words.mark(
                names,
                placeInWords(first.frames, fps),
                isDone ? words.resolved : words.open,
              )}
              data-tip={names}
              onClick={() => goToComment(group[(at + 1) % group.length] ?? first)}
              style={{ left: place(from, player.frames) }}
              className={clsx(
                'absolute top-0 grid h-6 min-w-6 -translate-x-1/2 place-items-center rounded-full px-1 text-2xs font-semibold touch:h-9 touch:min-w-9',
                isDone ? 'bg-good-soft text-good' : 'bg-wait-soft text-wait',
                at >= 0 && 'ring-2 ring-ink',
              )}
            >
              {group.length > 1 ? group.length : initialsOf(first.author.name)}
            </button>
          </Fragment>
        )
      })}
    </div>
  )
}

/** At its frame, and whole at both ends of the bar. */
function place(frame: number, frames: number): string {
  return `clamp(12px, ${percent((frame + 0.5) / frames)}, 100% - 12px)`
}

function groupNear(comments: readonly Comment[], frames: number): Comment[][] {
  const groups: Comment[][] = []
  for (const comment of comments) {
    const last = groups.at(-1)
    const from = last?.[0]?.frames?.from
    if (last && from !== undefined && ((comment.frames?.from ?? 0) - from) / frames < NEAR) last.push(comment)
    else groups.push([comment])
  }
  return groups
}
