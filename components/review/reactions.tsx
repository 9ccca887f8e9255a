import { clsx } from 'clsx'
import { SmilePlus } from 'lucide-react'
import { Menu } from '#components/ui/menu.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { type Comment, type Reaction, REACTIONS } from '#lib/api/review.ts'
import { tryReview } from './refresh.ts'
import { REVIEW_WORDS } from './review.words.ts'
import { useVoice } from './voice.ts'

export function Reactions({ comment, mayWrite }: { comment: Comment; mayWrite: boolean }) {
  const { react: give } = useVoice()
  const words = useWords(REVIEW_WORDS)
  const language = useLanguage()
  const { id, reactions } = comment
  const mayReact = mayWrite && give !== undefined
  const react = (emoji: Reaction, on: boolean) => void tryReview(async () => give?.(id, emoji, on), language)
  const mine = new Set(reactions.filter(({ isMine }) => isMine).map(({ emoji }) => emoji))
  if (reactions.length === 0 && !mayReact) return null
  return (
    <div className="flex flex-wrap items-center gap-1">
      {reactions.map(({ emoji, names, isMine }) => (
        <button
          key={emoji}
          type="button"
          disabled={!mayReact}
          aria-pressed={isMine}
          aria-label={`${emoji} ${names.join(', ')}`}
          data-tip={names.join(', ')}
          onClick={() => react(emoji, !isMine)}
          className={clsx(
            'h-6 rounded-full px-2 text-xs tabular-nums touch:h-11 touch:px-3',
            isMine ? 'bg-pressed ring-1 ring-control' : 'bg-chip',
          )}
        >
          {emoji} {names.length}
        </button>
      ))}
      {mayReact && (
        <Menu
          label={words.react}
          trigger={<SmilePlus aria-hidden size={14} />}
          triggerClassName="grid size-6 place-items-center rounded-full text-ink-2 hover:bg-hover hover:text-ink touch:size-11"
          items={REACTIONS.map((emoji) => ({
            id: emoji,
            label: emoji,
            checked: mine.has(emoji),
            onSelect: () => react(emoji, !mine.has(emoji)),
          }))}
        />
      )}
    </div>
  )
}
