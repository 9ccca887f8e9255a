import { clsx } from 'clsx'
import { Heart, Plus, RotateCcw, Star, ThumbsDown, ThumbsUp, Trash2, X } from 'lucide-react'
import { useState, type SubmitEvent } from 'react'
import { useClipActions } from '#components/gallery/actions/use-clip-actions.ts'
import { shortcut } from '#components/studio/commands/shortcuts.ts'
import { Button, IconButton } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import type { ClipDetail } from '#lib/api/clips.ts'
import { isFinal } from '#lib/generation/lifecycle.ts'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: {
    judge: 'What you say of it',
    rating: 'Rating',
    stars: (count: number) => (count === 1 ? '1 star' : `${count} stars`),
    pick: 'Pick',
    reject: 'Reject',
    favourite: 'Favourite',
    bin: 'Move to the bin',
    restore: 'Restore',
    binned: 'In the bin. It is kept there for 30 days.',
    tags: 'Tags',
    addTag: 'Add a tag',
    removeTag: (tag: string) => `Remove the tag ${tag}`,
    add: 'Add',
  },
  zh: {
    judge: '你的评价',
    rating: '评分',
    stars: (count) => `${count} 星`,
    pick: '选用',
    reject: '淘汰',
    favourite: '收藏',
    bin: '移入回收站',
    restore: '恢复',
    binned: '在回收站中，保留 30 天。',
    tags: '标签',
    addTag: '添加标签',
    removeTag: (tag) => `移除标签 ${tag}`,
    add: '添加',
  },
})

const STARS = [1, 2, 3, 4, 5] as const

/** Stars, pick, favourite, tags; shown at once, and taken back by Undo. */
export function JudgeBar({ clip }: { clip: ClipDetail }) {
  const words = useWords(WORDS)
  const actions = useClipActions()
  const { generation, rating, pick, isFavourite, binnedAt } = clip
  const ids = [generation.id]
  return (
    <section aria-label={words.judge} className="space-y-2 px-4 py-3 lg:px-5">
      {binnedAt !== undefined && (
        <p className="flex items-center gap-2 rounded-lg bg-wait-soft py-1 pr-1 pl-3 text-xs text-wait">
          <span className="flex-1">{words.binned}</span>
          <Button size="sm" {...shortcut('restore')} onClick={() => void actions.restore(ids)}>
            <RotateCcw aria-hidden size={14} />
            {words.restore}
          </Button>
        </p>
      )}
      <div className="flex items-center">
        <Stars rating={rating} onRate={(stars) => void actions.rate(ids, stars)} />
        <span className="flex-1" />
        <Toggle
          label={words.pick}
          command="pick"
          isOn={pick === 'picked'}
          onPress={() => void actions.pick(ids, pick === 'picked' ? null : 'picked')}
        >
          <ThumbsUp size={16} fill={pick === 'picked' ? 'currentColor' : 'none'} />
        </Toggle>
        <Toggle
          label={words.reject}
          command="reject"
          isOn={pick === 'rejected'}
          onPress={() => void actions.pick(ids, pick === 'rejected' ? null : 'rejected')}
        >
          <ThumbsDown size={16} fill={pick === 'rejected' ? 'currentColor' : 'none'} />
        </Toggle>
        <Toggle
          label={words.favourite}
          command="favourite"
          isOn={isFavourite}
          onPress={() => void actions.favourite(ids, !isFavourite)}
        >
          <Heart size={16} fill={isFavourite ? 'currentColor' : 'none'} />
        </Toggle>
        {binnedAt === undefined && isFinal(generation.state) && (
          <IconButton
            label={words.bin}
            {...shortcut('bin')}
            onClick={() => void actions.bin(ids)}
            className="touch:size-11"
          >
            <Trash2 size={16} />
          </IconButton>
        )}
      </div>
      <Tags tags={clip.tags} onTag={(add, remove) => actions.tag(ids, add, remove)} />
    </section>
  )
}

function Toggle({
  label,
  command,
  isOn,
  onPress,
  children,
}: {
  label: string
  command: 'pick' | 'reject' | 'favourite'
  isOn: boolean
  onPress: () => void
  children: React.ReactNode
}) {
  return (
    <IconButton
      label={label}
      aria-pressed={isOn}
      {...shortcut(command)}
      onClick={onPress}
      className={clsx('touch:size-11', isOn && 'text-ink')}
    >
      {children}
    </IconButton>
  )
}

/** The stars that stand already, pressed again, go. */
function Stars({ rating, onRate }: { rating: number; onRate: (rating: number) => void }) {
  const words = useWords(WORDS)
  return (
    <div role="group" aria-label={words.rating} className="-ml-1.5 flex">
      {STARS.map((stars) => (
        <IconButton
          key={stars}
          label={words.stars(stars)}
          aria-pressed={stars === rating}
          {...shortcut(`rate_${stars}`)}
          onClick={() => onRate(stars === rating ? 0 : stars)}
          className={clsx('w-7 touch:h-11 touch:w-8', stars <= rating && 'text-ink')}
        >
          <Star size={16} fill={stars <= rating ? 'currentColor' : 'none'} />
        </IconButton>
      ))}
    </div>
  )
}

function Tags({
  tags,
  onTag,
}: {
  tags: readonly string[]
  onTag: (add: string[], remove: string[]) => Promise<boolean>
}) {
  const words = useWords(WORDS)
  const [text, setText] = useState('')
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    // A comma parts tags, here as in an address.
    const wanted = text
      .split(/[,，]/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '' && !tags.includes(tag))
    setText('')
    if (wanted.length > 0) void onTag(wanted, [])
  }
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {tags.length > 0 && (
        <ul aria-label={words.tags} className="contents">
          {tags.map((tag) => (
            <li key={tag} className="flex max-w-full items-center rounded-full bg-chip pl-2.5 text-xs">
              <span className="truncate">{tag}</span>
              <IconButton
                size="sm"
                label={words.removeTag(tag)}
                onClick={() => void onTag([], [tag])}
                className="rounded-full"
              >
                <X size={12} />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={submit} className="flex min-w-32 flex-1 items-center gap-1">
        <input
          value={text}
          onChange={(event) => setText(event.target.value)}
          maxLength={200}
          enterKeyHint="done"
          aria-label={words.addTag}
          placeholder={words.addTag}
          className="h-6 min-w-0 flex-1 rounded-md bg-transparent px-1.5 text-xs placeholder:text-ink-3 hover:bg-hover touch:h-11 touch:text-base"
        />
        {text.trim() !== '' && (
          <IconButton size="sm" type="submit" label={words.add}>
            <Plus size={14} />
          </IconButton>
        )}
      </form>
    </div>
  )
}
