import { Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { defineWords, type Sentence } from '#lib/language/language.ts'
import type { PreviewReference, RequestPreview } from '#lib/api/preview.ts'
import { useSay, useWords } from '#components/ui/language.tsx'
import { ROLE_WORDS } from './words.ts'

const WORDS = defineWords({
  en: {
    problems: 'It would be refused as it is',
    prompt: 'The prompt as the model reads it',
    noPrompt: 'No prompt: made from its references alone',
    broken: 'reference removed',
    references: 'References',
    unused: 'The prompt never says it',
    byRole: 'Used by its role',
    notices: 'Taken differently, or not at all',
  },
  zh: {
    problems: '这样发送会被拒绝',
    prompt: '模型读到的提示词',
    noPrompt: '没有提示词：只用参考素材生成',
    broken: '素材已移除',
    references: '参考素材',
    unused: '提示词没有提及',
    byRole: '作为首帧或尾帧使用',
    notices: '会变动或不会采用的内容',
  },
})

/** What is wrong, the resolved prompt, who is who in it, and what will not arrive. */
export function RequestWords({ preview }: { preview: RequestPreview }) {
  const words = useWords(WORDS)
  const { problems, notices, references } = preview
  return (
    <>
      <Remarks
        title={words.problems}
        remarks={problems}
        mark={<TriangleAlert aria-hidden size={14} />}
        tone="text-wait"
      />
      <section aria-label={words.prompt} className="space-y-2">
        <h3 className="font-medium">{words.prompt}</h3>
        <Prompt preview={preview} />
      </section>
      {references.length > 0 && (
        <section aria-label={words.references} className="space-y-2">
          <h3 className="font-medium">{words.references}</h3>
          <ul className="divide-y divide-line rounded-lg ring-1 ring-line">
            {references.map((reference) => (
              <Reference key={reference.name} reference={reference} />
            ))}
          </ul>
        </section>
      )}
      <Remarks
        title={words.notices}
        remarks={notices}
        mark={<Info aria-hidden size={14} />}
        tone="text-ink-3"
      />
    </>
  )
}

function Prompt({ preview: { prompt } }: { preview: RequestPreview }) {
  const words = useWords(WORDS)
  if (prompt.length === 0) return <p className="text-ink-3">{words.noPrompt}</p>
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
  const words = useWords(WORDS)
  if (broken)
    return (
      <mark className="rounded-sm bg-bad-soft px-1 font-medium text-bad" title={words.broken}>
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
  const words = useWords(WORDS)
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
          {isFrame ? words.byRole : words.unused}
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
  remarks: readonly { field: string; message: Sentence }[]
  mark: ReactNode
  tone: string
}) {
  const say = useSay()
  if (remarks.length === 0) return null
  return (
    <section aria-label={title} className="space-y-1.5">
      <h3 className="font-medium">{title}</h3>
      <ul className="space-y-1">
        {remarks.map(({ field, message }) => (
          <li key={field + message.en} className="flex items-start gap-2 text-ink-2">
            <span className={`mt-1 shrink-0 ${tone}`}>{mark}</span>
            <span className="min-w-0 text-pretty break-words">{say(message)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
