import { Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { PreviewReference, RequestPreview } from '#lib/api/preview.ts'
import { useWords } from '#components/ui/language.tsx'
import { ROLE_WORDS } from './words.ts'

const WORDS = {
  problems: 'It would be refused as it is',
  prompt: 'The prompt as the model reads it',
  noPrompt: 'No prompt: made from its references alone',
  broken: 'reference removed',
  references: 'References',
  unused: 'The prompt never says it',
  byRole: 'Used by its role',
  notices: 'Taken differently, or not at all',
}

/** What is wrong, the resolved prompt, who is who in it, and what will not arrive. */
export function RequestWords({ preview }: { preview: RequestPreview }) {
  const { problems, notices, references } = preview
  return (
    <>
      <Remarks
        title={WORDS.problems}
        remarks={problems}
        mark={<TriangleAlert aria-hidden size={14} />}
        tone="text-wait"
      />
      <section aria-label={WORDS.prompt} className="space-y-2">
        <h3 className="font-medium">{WORDS.prompt}</h3>
        <Prompt preview={preview} />
      </section>
      {references.length > 0 && (
        <section aria-label={WORDS.references} className="space-y-2">
          <h3 className="font-medium">{WORDS.references}</h3>
          <ul className="divide-y divide-line rounded-lg ring-1 ring-line">
            {references.map((reference) => (
              <Reference key={reference.name} reference={reference} />
            ))}
          </ul>
        </section>
      )}
      <Remarks
        title={WORDS.notices}
        remarks={notices}
        mark={<Info aria-hidden size={14} />}
        tone="text-ink-3"
      />
    </>
  )
}

function Prompt({ preview: { prompt } }: { preview: RequestPreview }) {
  if (prompt.length === 0) return <p className="text-ink-3">{WORDS.noPrompt}</p>
  return (
    <p className="break-words whitespace-pre-wrap text-ink">
      {prompt.map(({ text, name, broken }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the pieces never change while they are shown
        <Piece key={index} text={text} name={name} broken={broken === true} />
      ))}
    </p>
  )
}

function Piece({ text, name, broken }: { text: string; name: string | undefined; broken: boolean }) {
  if (broken)
    return (
      <mark className="rounded-sm bg-bad-soft px-1 font-medium text-bad" title={WORDS.broken}>
        {text}
      </mark>
    )
  if (name === undefined) return text
  return (
    <mark className="rounded-sm bg-chip px-1 font-medium text-ink">
      {text}
      {text !== `@${name}` && <span className="font-normal text-ink-2"> ({name})</span>}
    </mark>
  )
}

function Reference({ reference: { name, said, role, isMentioned } }: { reference: PreviewReference }) {
  const roles = useWords(ROLE_WORDS)
  const isFrame = role === 'first_frame' || role === 'last_frame'
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 px-3 py-2">
      <span className="min-w-0 font-medium break-all">{name}</span>
      <span className="text-ink-2">
        <span aria-hidden>→ </span>
        {said}
      </span>
      <span className="text-xs text-ink-3">{roles[role]}</span>
      {!isMentioned && (
        <span className={`ml-auto text-xs ${isFrame ? 'text-ink-3' : 'text-wait'}`}>
          {isFrame ? WORDS.byRole : WORDS.unused}
        </span>
      )}
    </li>
  )
}

function Remarks({
  title,
  remarks,
  mark,
  tone,
}: {
  title: string
  remarks: readonly { field: string; message: string }[]
  mark: ReactNode
  tone: string
}) {
  if (remarks.length === 0) return null
  return (
    <section aria-label={title} className="space-y-1.5">
      <h3 className="font-medium">{title}</h3>
      <ul className="space-y-1">
        {remarks.map(({ field, message }) => (
          <li key={field + message} className="flex items-start gap-2 text-ink-2">
            <span className={`mt-1 shrink-0 ${tone}`}>{mark}</span>
            <span className="min-w-0 text-pretty break-words">{message}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
