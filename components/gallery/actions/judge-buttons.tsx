import { clsx } from 'clsx'
import { Heart, Star, ThumbsDown, ThumbsUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { shortcut, type ShortcutId } from '#components/studio/commands/shortcuts.ts'
import { IconButton } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { Menu } from '#components/ui/menu.tsx'
import type { CommonJudgement } from './common-judgement.ts'
import { BAR_WORDS } from './selection-bar.words.ts'
import type { ClipActions } from './use-clip-actions.ts'

interface JudgeProps {
  ids: readonly string[]
  common: CommonJudgement
  actions: ClipActions
}

/** Finger-sized on a touch screen. */
export const BAR_BUTTON = 'touch:size-11'

const STARS = [1, 2, 3, 4, 5] as const

/** Pressed shows what all of them have; pressing that again takes it back. */
export function JudgeButtons({ ids, common, actions }: JudgeProps) {
  const words = useWords(BAR_WORDS)
  const pick = (value: 'picked' | 'rejected') => actions.pick(ids, common.pick === value ? null : value)
  return (
    <>
      <Toggle
        label={words.pick}
        command="pick"
        isOn={common.pick === 'picked'}
        onPress={() => void pick('picked')}
      >
        <ThumbsUp size={16} fill={common.pick === 'picked' ? 'currentColor' : 'none'} />
      </Toggle>
      <Toggle
        label={words.reject}
        command="reject"
        isOn={common.pick === 'rejected'}
        onPress={() => void pick('rejected')}
      >
        <ThumbsDown size={16} fill={common.pick === 'rejected' ? 'currentColor' : 'none'} />
      </Toggle>
      <Toggle
        label={words.favourite}
        command="favourite"
        className="max-md:hidden"
        isOn={common.isFavourite}
        onPress={() => void actions.favourite(ids, !common.isFavourite)}
      >
        <Heart size={16} fill={common.isFavourite ? 'currentColor' : 'none'} />
      </Toggle>
    </>
  )
}

/** Five of them where there is room. */
export function StarButtons({ ids, common, actions }: JudgeProps) {
  const words = useWords(BAR_WORDS)
  const { rating = 0 } = common
  return (
    <div role="group" aria-label={words.rating} className="flex max-md:hidden">
      {STARS.map((stars) => (
        <Toggle
          key={stars}
          label={words.stars(stars)}
          command={`rate_${stars}`}
          isOn={stars === rating}
          className={clsx('w-7 touch:w-9', stars <= rating && 'text-ink')}
          onPress={() => void actions.rate(ids, stars === rating ? 0 : stars)}
        >
          <Star size={16} fill={stars <= rating ? 'currentColor' : 'none'} />
        </Toggle>
      ))}
    </div>
  )
}

/** One of them where there is not. */
export function StarMenu({ ids, common, actions }: JudgeProps) {
  const words = useWords(BAR_WORDS)
  return (
    <Menu
      label={words.rating}
      triggerClassName="flex size-11 shrink-0 items-center justify-center rounded-md text-ink-2 hover:bg-hover hover:text-ink md:hidden"
      trigger={
        <Star size={16} fill={common.rating === undefined || common.rating === 0 ? 'none' : 'currentColor'} />
      }
      items={[...STARS.toReversed(), 0].map((stars) => ({
        id: String(stars),
        label: words.stars(stars),
        checked: stars === common.rating,
        onSelect: () => void actions.rate(ids, stars),
      }))}
    />
  )
}

function Toggle({
  label,
  command,
  isOn,
  className,
  onPress,
  children,
}: {
  label: string
  command: ShortcutId
  isOn: boolean
  className?: string
  onPress: () => void
  children: ReactNode
}) {
  return (
    <IconButton
      label={label}
      aria-pressed={isOn}
      {...shortcut(command)}
      onClick={onPress}
      className={clsx(BAR_BUTTON, isOn && 'text-ink', className)}
    >
      {children}
    </IconButton>
  )
}
