import { clsx } from 'clsx'
import { Check, Ellipsis, Trophy, Volume2, VolumeOff, VolumeX } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { STANDING_WORDS, StandingMark } from '#components/review/standing-mark.tsx'
import { recipeFacts } from '#components/studio/recipe-facts.ts'
import { Button, IconButton } from '#components/ui/button.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { Menu } from '#components/ui/menu.tsx'
import type { ComparedTake } from '#lib/api/comparison.ts'
import { clipLetter } from './clip-letter.ts'
import type { ComparePlayer } from './compare-player.ts'
import { COMPARE_WORDS } from './compare.words.ts'
import { useCompare } from './use-compare-player.ts'
import type { Judging } from './use-judging.ts'

/** Under a picture: which clip it is, whether it is heard, and what is made of it. */
export function ClipBar({
  take,
  place,
  player,
  judging,
  takes,
  onRemove,
}: {
  take: ComparedTake
  place: number
  player: ComparePlayer
  judging: Judging
  takes: readonly ComparedTake[]
  onRemove: (() => void) | undefined
}) {
  const words = useWords(COMPARE_WORDS)
  const standingWords = useWords(STANDING_WORDS)
  const language = useLanguage()
  const router = useRouter()
  const { generation } = take
  const letter = clipLetter(place)
  const open = () => router.push(`/clips/${generation.id}?f=${player.state().frame}`)
  return (
    <div className="@container flex min-w-0 items-center gap-1 py-1 max-sm:px-2" data-clip-bar={letter}>
      <span
        aria-hidden
        className="flex size-6 shrink-0 items-center justify-center rounded-md bg-on-screen text-xs font-semibold text-screen"
      >
        {letter}
      </span>
      <div className="min-w-0 flex-1 pl-1.5">
        <h2 className="truncate text-sm @max-[14rem]:sr-only">
          <span className="sr-only">{letter}: </span>
          {words.take(generation.take)}
          <span className="text-on-screen-2 @max-[22rem]:hidden">
            {' '}
            · {recipeFacts(generation, language).join(' · ')}
          </span>
        </h2>
      </div>
      {take.standing && (
        <span data-tip={standingWords[take.standing]} className="flex shrink-0">
          <StandingMark standing={take.standing} />
          <span className="sr-only">{standingWords[take.standing]}</span>
        </span>
      )}
      <HearButton player={player} place={place} hasAudio={generation.clip?.hasAudio ?? false} />
      <PickButton
        letter={letter}
        verdict={judging.verdict(generation.id)}
        onPick={() => judging.pick(generation.id)}
      />
      <Menu
        label={words.more(letter)}
        align="end"
        triggerClassName={SCREEN_BUTTON}
        trigger={<Ellipsis size={16} />}
        items={[
          { id: 'open', label: words.open, onSelect: open },
          { id: 'only', label: words.winnerOnly, onSelect: () => judging.pickOnly(generation.id, takes) },
          ...(onRemove ? [{ id: 'remove', label: words.remove, onSelect: onRemove }] : []),
        ]}
      />
    </div>
  )
}

const SCREEN_BUTTON =
  'inline-flex size-8 shrink-0 items-center justify-center rounded-md text-on-screen-2 hover:bg-shade hover:text-on-screen focus-visible:outline-on-screen touch:size-11'

/** Exactly one is heard. */
function HearButton({
  player,
  place,
  hasAudio,
}: {
  player: ComparePlayer
  place: number
  hasAudio: boolean
}) {
  const words = useWords(COMPARE_WORDS)
  const isHeard = useCompare(player, (state) => state.heard === place)
  const isMuted = useCompare(player, (state) => state.muted)
  const Icon = !hasAudio ? VolumeX : isHeard && !isMuted ? Volume2 : VolumeOff
  const letter = clipLetter(place)
  return (
    <IconButton
      label={hasAudio ? words.hear(letter) : words.silent(letter)}
      aria-pressed={isHeard}
      disabled={!hasAudio}
      onClick={() => player.hear(place)}
      className={clsx(SCREEN_BUTTON, 'aria-pressed:bg-shade aria-pressed:text-on-screen')}
    >
      <Icon size={16} />
    </IconButton>
  )
}

function PickButton({
  letter,
  verdict,
  onPick,
}: {
  letter: string
  verdict: ReturnType<Judging['verdict']>
  onPick: () => void
}) {
  const words = useWords(COMPARE_WORDS)
  const isPicked = verdict === 'picked'
  return (
    <>
      {verdict === 'rejected' && <span className="text-xs text-on-screen-2">{words.rejected}</span>}
      <Button
        size="sm"
        variant={isPicked ? 'accent' : 'quiet'}
        aria-label={isPicked ? words.noWinner(letter) : words.winner(letter)}
        aria-pressed={isPicked}
        onClick={onPick}
        className={clsx('touch:h-11', !isPicked && 'text-on-screen-2 hover:bg-shade hover:text-on-screen')}
      >
        {isPicked ? <Check aria-hidden size={14} /> : <Trophy aria-hidden size={14} />}
        <span className="@max-[16rem]:sr-only">{isPicked ? words.picked : words.winnerShort}</span>
      </Button>
    </>
  )
}
