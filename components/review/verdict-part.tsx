import { Check, CircleSlash, MessageSquareWarning, UserRoundCheck } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { PopoverPanel } from '#components/ui/popover.tsx'
import { usePopover } from '#components/ui/use-popover.ts'
import type { ClipReview } from '#lib/api/review.ts'
import { type Verdict, VERDICTS } from '#lib/generation/verdict.ts'
import { askPeople, putVerdict } from '#lib/queries/review.ts'
import { tryReview } from './refresh.ts'
import { REVIEW_WORDS } from './review.words.ts'
import { STANDING_INKS } from './standing-mark.tsx'

const ICONS = { approved: Check, changes_requested: MessageSquareWarning, rejected: CircleSlash } as const

/** Where the take stands, who said what, what one says oneself, and whom one asks. */
export function VerdictPart({ clipId, review }: { clipId: string; review: ClipReview }) {
  const words = useWords(REVIEW_WORDS)
  const language = useLanguage()
  const { verdicts, asked, standing, you } = review
  const own = verdicts.find(({ author }) => author.kind === 'member' && author.id === you.id)?.verdict
  const spoken = new Set(verdicts.map(({ author }) => author.id))
  const waiting = asked.filter(({ person }) => !spoken.has(person.id)).map(({ person }) => person.name)
  const give = (verdict: Verdict | null) => void tryReview(() => putVerdict(clipId, verdict), language)
  return (
    <section aria-label={words.verdict} className="space-y-3 p-4 lg:p-5">
      <div className="flex min-h-7 items-center gap-2">
        <h2 className="text-sm font-semibold">{words.verdict}</h2>
        <output className={`text-sm ${standing ? STANDING_INKS[standing] : 'text-ink-2'}`}>
          {standing === undefined
            ? words.noVerdict
            : standing === 'asked'
              ? words.asked
              : words.verdicts[standing]}
        </output>
        <span className="flex-1" />
        {you.mayAsk && <AskPeople clipId={clipId} review={review} />}
      </div>
      {(verdicts.length > 0 || waiting.length > 0) && (
        <ul className="space-y-1 text-sm">
          {verdicts.map(({ author, verdict }) => {
            const Icon = ICONS[verdict]
            return (
              <li key={`${author.kind} ${author.id} ${author.name}`} className="flex items-center gap-2">
                <Icon aria-hidden size={14} className={STANDING_INKS[verdict]} />
                <span className="min-w-0 truncate">{author.name}</span>
                <span className="text-xs text-ink-2">{words.verdicts[verdict]}</span>
              </li>
            )
          })}
          {waiting.length > 0 && (
            <li className="text-xs text-ink-2">
              {words.waitingFor(waiting.join(language === 'zh' ? '、' : ', '))}
            </li>
          )}
        </ul>
      )}
      {you.mayJudge && <VerdictButtons own={own} onGive={give} />}
    </section>
  )
}

/** Pressed again, it is taken back. */
export function VerdictButtons({
  own,
  onGive,
}: {
  own: Verdict | undefined
  onGive: (verdict: Verdict | null) => void
}) {
  const words = useWords(REVIEW_WORDS)
  return (
    <div className="grid grid-cols-3 gap-1.5">
      {VERDICTS.map((verdict) => {
        const Icon = ICONS[verdict]
        const isOn = own === verdict
        return (
          <Button
            key={verdict}
            size="sm"
            aria-pressed={isOn}
            aria-label={words.give[verdict]}
            data-tip={words.give[verdict]}
            onClick={() => onGive(isOn ? null : verdict)}
            className={`touch:h-11 ${isOn ? `ring-2 ring-current ${STANDING_INKS[verdict]}` : ''}`}
          >
            <Icon aria-hidden size={14} />
            {words.short[verdict]}
          </Button>
        )
      })}
    </div>
  )
}

function AskPeople({ clipId, review }: { clipId: string; review: ClipReview }) {
  const words = useWords(REVIEW_WORDS)
  const language = useLanguage()
  const { close, triggerProps, panelProps } = usePopover({ align: 'end' })
  const [wanted, setWanted] = useState<ReadonlySet<string>>(new Set())
  const begin = () => setWanted(new Set(review.asked.map(({ person }) => person.id)))
  const toggle = (id: string) => {
    const next = new Set(wanted)
    if (!next.delete(id)) next.add(id)
    setWanted(next)
  }
  return (
    <>
      <Button variant="quiet" size="sm" {...triggerProps} onClick={begin} className="touch:h-11">
        <UserRoundCheck aria-hidden size={14} />
        {words.ask}
      </Button>
      <PopoverPanel {...panelProps} className="w-64">
        <form
          className="space-y-2 p-2"
          onSubmit={(event) => {
            event.preventDefault()
            void tryReview(() => askPeople(clipId, [...wanted]), language)
            close()
          }}
        >
          <fieldset className="space-y-0.5">
            <legend className="px-1 pb-1 text-xs font-medium text-ink-2">{words.askTitle}</legend>
            {review.people.map(({ id, name }) => (
              <label
                key={id}
                className="flex min-h-8 items-center gap-2 rounded-md px-1 text-sm hover:bg-hover touch:min-h-11"
              >
                <input type="checkbox" checked={wanted.has(id)} onChange={() => toggle(id)} />
                <span className="truncate">{name}</span>
              </label>
            ))}
          </fieldset>
          <Button type="submit" size="sm" className="w-full touch:h-11">
            {words.save}
          </Button>
        </form>
      </PopoverPanel>
    </>
  )
}
