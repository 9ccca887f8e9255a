import { clsx } from 'clsx'
import { Brush, SendHorizontal, X } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { FramePlayer } from '#components/player/frame-player.ts'
import { shortcut } from '#components/studio/commands/shortcuts.ts'
import { Button, IconButton } from '#components/ui/button.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import type { FrameRange, Person } from '#lib/api/review.ts'
import { asDrawing } from './draw-shapes.ts'
import { beginDrawing, changeDesk, framesOf, putShapes, readDesk, useDesk } from './desk.ts'
import { PersonField } from './person-field.tsx'
import { asKept, placeInWords } from './place-words.ts'
import { tryReview } from './refresh.ts'
import { REVIEW_WORDS } from './review.words.ts'
import { useVoice } from './voice.ts'

/** What was begun and not sent stays with its clip for as long as the tab is open. */
const begun = new Map<string, string>()

/** A new comment: at the frame that is shown, at the loop where one is marked, or on the whole clip. */
export function CommentForm({
  clipId,
  people,
  fps,
  hasClip,
}: {
  clipId: string
  people: readonly Person[]
  fps: number
  hasClip: boolean
}) {
  const words = useWords(REVIEW_WORDS)
  const language = useLanguage()
  const voice = useVoice()
  const player = useDesk((desk) => desk.player)
  const shapes = useDesk((desk) => desk.shapes)
  const drawnAt = useDesk((desk) => desk.drawnAt)
  const here = useFrames(player)
  const [text, setText] = useState(begun.get(clipId) ?? '')
  const [isWhole, setWhole] = useState(false)
  const [isSending, setSending] = useState(false)
  useEffect(() => void begun.set(clipId, text), [clipId, text])
  const frames = drawnAt ?? (hasClip && !isWhole ? here : undefined)
  const isEmpty = text.trim() === '' && shapes.length === 0
  const send = async () => {
    if (isEmpty || isSending || voice.isReady?.() === false) return
    setSending(true)
    const drawing = frames && asDrawing(readDesk().shapes)
    const isDone = await tryReview(async () => {
      const id = await voice.post(clipId, {
        text: asKept(text, people),
        ...(frames && { frames }),
        ...(drawing && { drawing }),
      })
      putShapes([])
      changeDesk({ selected: id, isDrawing: false })
    }, language)
    if (isDone) setText('')
    setSending(false)
  }
  return (
    <form
      className="bottom-0 -mx-4 mt-auto -mb-4 space-y-2 border-t bg-surface p-4 lg:sticky lg:-mx-5 lg:-mb-5 lg:px-5"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <PersonField
        isMain
        label={words.write}
        text={text}
        people={people}
        onChange={setText}
        onSend={() => void send()}
        // The frame that it is about must not run away.
        onFocus={() => player?.pause()}
      />
      <div className="flex flex-wrap items-center gap-1.5">
        {hasClip && here && (
          <button
            type="button"
            aria-pressed={frames !== undefined}
            aria-label={`${words.where}: ${frames ? placeInWords(frames, fps) : words.whole}`}
            onClick={() => (drawnAt ? void player?.seekToFrame(drawnAt.from) : setWhole(!isWhole))}
            className={clsx(
              'h-7 rounded-full px-2.5 text-xs tabular-nums touch:h-11',
              frames ? 'bg-chip text-ink' : 'text-ink-2 ring-1 ring-line-strong',
            )}
          >
            {frames ? placeInWords(frames, fps) : words.whole}
          </button>
        )}
        {hasClip && player && (
          <IconButton
            label={words.draw}
            {...shortcut('draw_on_frame')}
            onClick={beginDrawing}
            className="touch:size-11"
          >
            <Brush size={16} />
          </IconButton>
        )}
        {shapes.length > 0 && (
          <span className="flex items-center gap-1 text-xs text-ink-2">
            {words.drawn(shapes.length)}
            <IconButton
              size="sm"
              label={words.clear}
              onClick={() => {
                putShapes([])
                changeDesk({ isDrawing: false })
              }}
            >
              <X size={12} />
            </IconButton>
          </span>
        )}
        <span className="flex-1" />
        <Button
          type="submit"
          variant="accent"
          size="sm"
          disabled={isEmpty || isSending}
          className="touch:h-11"
        >
          <SendHorizontal aria-hidden size={14} />
          {words.send}
        </Button>
      </div>
    </form>
  )
}

function useFrames(player: FramePlayer | undefined): FrameRange | undefined {
  const key = useSyncExternalStore(
    (listener) => player?.subscribe(listener) ?? (() => {}),
    () => {
      const frames = framesOf(player)
      return frames ? `${frames.from} ${frames.to}` : ''
    },
    () => '',
  )
  if (key === '') return undefined
  const [from = 0, to = 0] = key.split(' ').map(Number)
  return { from, to }
}
