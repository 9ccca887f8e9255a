import { clsx } from 'clsx'
import { SmilePlus } from 'lucide-react'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { PopoverPanel } from '#components/ui/popover.tsx'
import { usePopover } from '#components/ui/use-popover.ts'
import { type Comment, REACTIONS } from '#lib/api/review.ts'
import { tryReview } from './refresh.ts'
import { REVIEW_WORDS } from './review.words.ts'
import { useVoice } from './voice.ts'

export function Reactions({ comment, mayWrite }: { comment: Comment; mayWrite: boolean }) {
  const words = useWords(REVIEW_WORDS)
  const language = useLanguage()
  const { react } = useVoice()
  const { id, reactions } = comment
  if (reactions.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-1">
      {reactions.map(({ emoji, names, isMine }) => (
        <button
          key={emoji}
          type="button"
          disabled={!mayWrite || !react}
          aria-pressed={isMine}
          aria-label={`${words.emoji[emoji]} ${emoji} ${names.length}: ${names.join(language === 'zh' ? '、' : ', ')}`}
          data-tip={names.join(', ')}
          onClick={() => void tryReview(async () => react?.(id, emoji, !isMine), language)}
          className={clsx(
            'h-6 rounded-full px-2 text-xs tabular-nums touch:h-11 touch:px-3',
            isMine ? 'bg-pressed ring-1 ring-control' : 'bg-chip',
          )}
        >
          {emoji} {names.length}
        </button>
      ))}
    </div>
  )
}

/** One of the six, beside the name of whom it answers. */
export function ReactButton({ comment: { id, reactions } }: { comment: Comment }) {
  const { react } = useVoice()
  const words = useWords(REVIEW_WORDS)
  const language = useLanguage()
  const { close, triggerProps, panelProps } = usePopover()
  if (!react) return null
  const mine = new Set(reactions.filter(({ isMine }) => isMine).map(({ emoji }) => emoji))
  return (
    <>
      <button
        type="button"
        {...triggerProps}
        aria-label={words.react}
        data-tip={words.react}
        className="grid size-7 place-items-center rounded-md text-ink-2 hover:bg-hover hover:text-ink touch:size-11"
      >
        <SmilePlus aria-hidden size={14} />
      </button>
      <PopoverPanel {...panelProps} role="group" aria-label={words.react}>
        <div className="flex">
          {REACTIONS.map((emoji) => (
            <button
              key={emoji}
              type="button"
              aria-pressed={mine.has(emoji)}
              aria-label={`${words.emoji[emoji]} ${emoji}`}
              data-tip={words.emoji[emoji]}
              onClick={() => {
                void tryReview(async () => react?.(id, emoji, !mine.has(emoji)), language)
                close()
              }}
              className="grid size-9 place-items-center rounded-md text-lg hover:bg-hover aria-pressed:bg-pressed touch:size-11"
            >
              {emoji}
            </button>
          ))}
        </div>
      </PopoverPanel>
    </>
  )
}
