import { useRef, useState, type FormEvent } from 'react'
import { shortcut } from '#components/studio/commands/shortcuts.ts'
import { Button } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { PopoverPanel } from '#components/ui/popover.tsx'
import { usePopover } from '#components/ui/use-popover.ts'
import { readFrame, timecode } from './frame-math.ts'
import type { FrameControls } from './frame-player.ts'
import { PLAYER_WORDS } from './player.words.ts'
import { toggleCount, usePlayerView } from './player-view.ts'
import { usePlayer } from './use-frame-player.ts'

/** Where it is, in timecode or frames. A press opens the field to go somewhere else. */
export function TimeReadout({ player }: { player: FrameControls }) {
  const words = useWords(PLAYER_WORDS)
  const { countsFrames } = usePlayerView()
  const frame = usePlayer(player, (state) => state.frame)
  const { open, close, triggerProps, panelProps } = usePopover()
  const { fps, frames } = player
  const shown = (one: number) => (countsFrames ? String(one) : timecode(one, fps))
  return (
    <>
      <button
        type="button"
        {...shortcut('go_to_frame')}
        {...triggerProps}
        aria-haspopup="dialog"
        aria-label={words.goTo}
        data-tip={words.goTo}
        className="flex h-8 items-baseline gap-1.5 rounded-md px-2 leading-8 whitespace-nowrap tabular-nums hover:bg-hover touch:h-11 touch:leading-11"
      >
        <span data-time={frame} className="text-ink">
          {shown(frame)}
        </span>
        <span className="text-xs text-ink-3 max-sm:hidden">/ {shown(frames - 1)}</span>
      </button>
      <PopoverPanel {...panelProps} aria-label={words.goTo} role="dialog" className="w-64 p-3">
        {open && <GoTo player={player} shown={shown(frame)} close={close} />}
      </PopoverPanel>
    </>
  )
}

function GoTo({ player, shown, close }: { player: FrameControls; shown: string; close: () => void }) {
  const words = useWords(PLAYER_WORDS)
  const { countsFrames } = usePlayerView()
  const field = useRef<HTMLInputElement>(null)
  const [isWrong, setWrong] = useState(false)
  const { fps, frames } = player
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const frame = readFrame(field.current?.value ?? '', fps)
    if (frame === undefined || frame >= frames) return setWrong(true)
    player.pause()
    void player.seekToFrame(frame)
    close()
  }
  return (
    <form onSubmit={onSubmit} className="grid gap-2">
      <div className="flex gap-2">
        <input
          ref={(element) => {
            field.current = element
            if (element && document.activeElement !== element) element.select()
          }}
          defaultValue={shown}
          inputMode="text"
          autoComplete="off"
          aria-label={words.goTo}
          aria-invalid={isWrong}
          aria-describedby="go-to-hint"
          onChange={() => setWrong(false)}
          className="h-8 min-w-0 flex-1 rounded-md border border-control bg-surface px-2 tabular-nums aria-invalid:border-bad touch:h-11"
        />
        <Button type="submit" className="touch:h-11">
          {words.go}
        </Button>
      </div>
      <p
        id="go-to-hint"
        role={isWrong ? 'alert' : undefined}
        className={isWrong ? 'text-xs text-bad' : 'text-xs text-ink-3'}
      >
        {isWrong ? words.goToWrong(frames - 1) : words.goToHint}
      </p>
      <button
        type="button"
        {...shortcut('count_frames')}
        onClick={toggleCount}
        className="min-h-8 rounded-md px-2 text-left text-ink-2 hover:bg-hover hover:text-ink touch:min-h-11"
      >
        {countsFrames ? words.showTimecode : words.showFrames}
      </button>
    </form>
  )
}
