import { clsx } from 'clsx'
import { Ban, CircleAlert, Clock, LoaderCircle, Star, ThumbsDown, ThumbsUp } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react'
import { STANDING_WORDS, StandingMark } from '#components/review/standing-mark.tsx'
import { useLanguage, useSay, useWords } from '#components/ui/language.tsx'
import type { GalleryCard } from '#lib/api/gallery.ts'
import { stateInWords } from '#lib/generation/lifecycle.ts'
import { defineWords } from '#lib/language/language.ts'
import { prefetchClip } from './clip-store.ts'
import { clipAddress } from './use-clip.ts'

const WORDS = defineWords({
  en: {
    takes: 'Takes of this shot',
    take: (take: number) => `Take ${take}`,
    stars: (count: number) => (count === 1 ? '1 star' : `${count} stars`),
    picked: 'picked',
    rejected: 'rejected',
  },
  zh: {
    takes: '这个镜头的各条',
    take: (take) => `第 ${take} 条`,
    stars: (count) => `${count} 星`,
    picked: '已选用',
    rejected: '已淘汰',
  },
})

/** The takes of the shot side by side. Arrows go from one to the next; the one that is shown is the one stop of the Tab key. */
export function VersionStrip({
  takes,
  here,
  onGo,
}: {
  takes: readonly GalleryCard[]
  here: string
  onGo: (id: string) => void
}) {
  const words = useWords(WORDS)
  const list = useRef<HTMLUListElement>(null)
  const isFocused = useRef(false)
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>('[aria-current="page"]')
    if (list.current && current) scrollTo(list.current, current)
    if (isFocused.current) current?.focus({ preventScroll: true })
  }, [here])
  if (takes.length < 2) return null
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const at = takes.findIndex(({ id }) => id === here)
    const places: Record<string, number> = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: takes.length - 1,
    }
    const wanted = takes[places[event.key] ?? -1]
    if (!(event.key in places)) return
    event.preventDefault()
    if (wanted) onGo(wanted.id)
  }
  return (
    <nav aria-label={words.takes} className="shrink-0">
      <ul ref={list} className="-m-1 flex scrollbar-quiet gap-2 overflow-x-auto overscroll-x-contain p-1">
        {takes.map((take) => (
          <li key={take.id} className="shrink-0">
            <Take
              take={take}
              isHere={take.id === here}
              onGo={onGo}
              onKeyDown={onKeyDown}
              onFocused={(is) => {
                isFocused.current = is
              }}
            />
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Sideways alone: scrollIntoView() would move the whole page on a phone. */
function scrollTo(list: HTMLElement, item: HTMLElement): void {
  const [from, to] = [list.getBoundingClientRect(), item.getBoundingClientRect()]
  if (to.left < from.left) list.scrollLeft -= from.left - to.left
  else if (to.right > from.right) list.scrollLeft += to.right - from.right
}

function Take({
  take,
  isHere,
  onGo,
  onKeyDown,
  onFocused,
}: {
  take: GalleryCard
  isHere: boolean
  onGo: (id: string) => void
  onKeyDown: (event: KeyboardEvent) => void
  onFocused: (isFocused: boolean) => void
}) {
  const label = useTakeLabel(take)
  const words = useWords(WORDS)
  const onClick = (event: MouseEvent) => {
    // A new tab or window is asked for.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    onGo(take.id)
  }
  return (
    <a
      href={clipAddress(take.id)}
      aria-label={label}
      aria-current={isHere ? 'page' : undefined}
      tabIndex={isHere ? 0 : -1}
      onClick={onClick}
      onKeyDown={onKeyDown}
      onFocus={() => onFocused(true)}
      onBlur={() => onFocused(false)}
      onPointerEnter={() => prefetchClip(take.id)}
      className={clsx(
        'group relative block h-[58px] w-[103px] overflow-hidden rounded-lg bg-stage',
        isHere && 'ring-2 ring-ink',
      )}
    >
      {take.clip ? (
        <img
          src={`/api/media/${take.clip.mediaId}/preview`}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          // The picture alone is dimmed: words over it stay readable.
          className={clsx(
            'absolute inset-0 size-full object-cover',
            !isHere && 'opacity-75 group-hover:opacity-100',
          )}
        />
      ) : (
        <StateMark state={take.state} />
      )}
      <span className="absolute bottom-1 left-1 rounded-sm bg-shade px-1 text-2xs font-medium text-on-screen tabular-nums">
        {words.take(take.take)}
      </span>
      <Judged take={take} />
      {take.standing && <StandingMark standing={take.standing} className="absolute right-1 bottom-1" />}
    </a>
  )
}

function useTakeLabel({ take, state, rating, pick, standing }: GalleryCard): string {
  const words = useWords(WORDS)
  const say = useSay()
  const isChinese = useLanguage() === 'zh'
  return [
    words.take(take),
    ...(state === 'succeeded' ? [] : [say(stateInWords({ state, attempts: 0, cancelRequested: false }))]),
    ...(rating > 0 ? [words.stars(rating)] : []),
    ...(pick ? [words[pick]] : []),
    ...(standing ? [STANDING_WORDS[isChinese ? 'zh' : 'en'][standing]] : []),
  ].join(isChinese ? '，' : ', ')
}

const MARKS: Partial<Record<GalleryCard['state'], typeof Ban>> = {
  failed: CircleAlert,
  cancelled: Ban,
  expired: Clock,
}

function StateMark({ state }: { state: GalleryCard['state'] }) {
  const Icon = MARKS[state] ?? LoaderCircle
  return (
    <span className="absolute inset-0 grid place-items-center text-ink-3">
      <Icon aria-hidden size={16} />
    </span>
  )
}

function Judged({ take: { rating, pick } }: { take: GalleryCard }) {
  if (rating === 0 && !pick) return null
  const Icon = pick === 'rejected' ? ThumbsDown : ThumbsUp
  return (
    <span className="absolute top-1 right-1 flex items-center gap-0.5 rounded-sm bg-shade px-1 text-2xs font-medium text-on-screen tabular-nums">
      {pick && <Icon aria-hidden size={10} />}
      {rating > 0 && (
        <>
          {rating}
          <Star aria-hidden size={10} fill="currentColor" />
        </>
      )}
    </span>
  )
}
