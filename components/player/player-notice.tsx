import { Button } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { PLAYER_WORDS } from './player.words.ts'
import type { Playing } from './use-playable.ts'

/** Over the place of a picture that can't be shown, or not yet. */
export function PlayerNotice({ playing, onRetry }: { playing: Playing; onRetry: () => void }) {
  const words = useWords(PLAYER_WORDS)
  if (playing.what !== 'making' && playing.what !== 'nothing') return null
  const isMaking = playing.what === 'making'
  return (
    <div
      role={isMaking ? 'status' : 'alert'}
      className="absolute inset-0 flex flex-col items-center justify-center gap-2 overflow-y-auto bg-shade p-6 text-center text-on-screen"
    >
      <p className="font-medium">{isMaking ? words.making : words.unplayable}</p>
      <p className="max-w-96 text-on-screen-2">
        {isMaking ? words.makingHint : (playing.reason ?? words.unplayableHint)}
      </p>
      {isMaking ? (
        <div className="mt-2 flex w-56 items-center gap-3">
          <Progress label={words.makingHint} value={playing.progress * 100} />
          <span className="w-10 text-right tabular-nums">{Math.floor(playing.progress * 100)} %</span>
        </div>
      ) : (
        <Button className="mt-2 touch:h-11" onClick={onRetry}>
          {words.retry}
        </Button>
      )}
    </div>
  )
}
