import { CircleAlert, Info, Sparkles, TriangleAlert } from 'lucide-react'
import { type Dispatch, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useSay, useWords } from '#components/ui/language.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { Stepper } from '#components/ui/stepper.tsx'
import type { AtLimit } from '#lib/generation/budget.ts'
import type { StudioInfo } from '#lib/api/studio.ts'
import { MAX_TAKES } from '#lib/api/take-limit.ts'
import { defineWords } from '#lib/language/language.ts'
import type { Reason } from '#lib/prompt/readiness.ts'
import { shortcut } from './commands/shortcuts.ts'
import { isEmpty, type Draft, type DraftAction } from './draft.ts'
import { BudgetPart } from './budget-part.tsx'
import { PriceLine } from './price-line.tsx'
import type { Generate } from './use-generate.ts'
import { useMatrix } from './variations/use-matrix.ts'
import { VariationsButton } from './variations/variations-button.tsx'
import { WithQueries } from './with-queries.tsx'

const WORDS = defineWords({
  en: {
    takes: 'Takes',
    sending: 'Sending',
    generate: (takes: number) => (takes > 1 ? `Generate ${takes}` : 'Generate'),
    ask: 'Ask to generate',
    stop: 'Over the limit',
    seeds: 'Each take has a seed of its own: a fixed one counts up, a free one is random',
    more: (count: number) => `and ${count} more`,
  },
  zh: {
    takes: '条数',
    sending: '正在发送',
    generate: (takes) => (takes > 1 ? `生成 ${takes} 条` : '生成'),
    ask: '申请生成',
    stop: '超出限额',
    seeds: '每条各有种子：固定的依次加一，不固定的随机',
    more: (count) => `另有 ${count} 项`,
  },
})

interface GenerateBarProps {
  draft: Draft
  dispatch: Dispatch<DraftAction>
  /** Undefined while the checks are still loading. */
  reasons: readonly Reason[] | undefined
  generate: Generate
  info: StudioInfo
  onReason: (reason: Reason) => void
  onGenerate: () => void
}

/** The foot of the composer: what stands in the way, what it costs, and the one thing to press. */
export default function GenerateBar(props: GenerateBarProps) {
  return (
    <WithQueries>
      <Bar {...props} />
    </WithQueries>
  )
}

function Bar({ draft, dispatch, reasons, generate, info, onReason, onGenerate }: GenerateBarProps) {
  const words = useWords(WORDS)
  const say = useSay()
  const matrix = useMatrix(draft)
  const { free } = info.provider
  const [effect, setEffect] = useState<AtLimit>()
  const FailureMark = generate.failure?.isAsked ? Info : CircleAlert
  const blocked = reasons ? reasons.some(({ severity }) => severity === 'block') : isEmpty(draft)
  return (
    <div className="space-y-2.5 border-t bg-surface px-4 pt-3 pb-[max(16px,env(safe-area-inset-bottom))] lg:px-5">
      {generate.failure && (
        <p
          role={generate.failure.isAsked ? 'status' : 'alert'}
          className={`flex items-start gap-2 rounded-lg px-3 py-2 ${generate.failure.isAsked ? 'bg-raised text-ink-2' : 'bg-bad-soft text-bad'}`}
        >
          <FailureMark aria-hidden size={16} className="mt-0.5 shrink-0" />
          <span className="text-pretty">
            {say(generate.failure.message)}
            {generate.failure.problems.map(({ field, message }) => (
              <span key={field + message.en} className="block">
                {say(message)}
              </span>
            ))}
          </span>
        </p>
      )}
      <div id="generate-reasons" className="min-h-5">
        <Reasons
          reasons={reasons ?? []}
          isEmptyPrompt={draft.prompt.text.trim() === ''}
          onReason={onReason}
        />
      </div>
      <BudgetPart draft={draft} matrix={matrix} info={info} onEffect={setEffect} />
      <PriceLine draft={draft} matrix={matrix} free={free} projectId={info.projectId} />
      <div className="flex items-center gap-3">
        <Stepper
          label={words.takes}
          min={1}
          max={MAX_TAKES}
          value={draft.takes}
          format={(takes) => `×${takes}`}
          tip={words.seeds}
          attributes={shortcut('takes')}
          onChange={(takes) => dispatch({ type: 'takes', takes })}
        />
        <VariationsButton draft={draft} dispatch={dispatch} matrix={matrix} provider={info.provider} />
        <Button
          variant="accent"
          size="lg"
          // Not `disabled`: it stays reachable by keyboard, and a press leads to the first reason.
          aria-disabled={blocked || effect === 'stop' || generate.isSending}
          aria-describedby="generate-reasons"
          {...shortcut('generate')}
          data-tip=""
          onClick={onGenerate}
          className="flex-1"
        >
          {generate.isSending ? <Spinner size={16} /> : <Sparkles aria-hidden size={16} />}
          {generate.isSending
            ? words.sending
            : effect === 'ask' || effect === 'stop'
              ? words[effect]
              : words.generate(matrix?.total ?? draft.takes)}
        </Button>
      </div>
    </div>
  )
}

const SHOWN_AT_ONCE = 2

/** The first ones; each leads to its field. An empty page blames nobody: its one reason is said quietly. */
function Reasons({
  reasons,
  isEmptyPrompt,
  onReason,
}: {
  reasons: readonly Reason[]
  isEmptyPrompt: boolean
  onReason: (reason: Reason) => void
}) {
  const words = useWords(WORDS)
  const say = useSay()
  if (reasons.length === 0) return null
  const more = reasons.length - SHOWN_AT_ONCE
  return (
    <ul className="-mx-1.5">
      {reasons.slice(0, SHOWN_AT_ONCE).map((reason) => (
        <li key={reason.field + reason.message.en}>
          <button
            type="button"
            onClick={() => onReason(reason)}
            className="flex min-h-6 w-full items-start gap-2 rounded-md px-1.5 py-0.5 text-left text-xs text-ink-2 transition-colors hover:bg-hover"
          >
            <Mark isWrong={reason.severity === 'block' && !(isEmptyPrompt && reason.field === 'prompt')} />
            <span className="text-pretty">{say(reason.message)}</span>
          </button>
        </li>
      ))}
      {more > 0 && <li className="px-1.5 pl-7 text-xs text-ink-3">{words.more(more)}</li>}
    </ul>
  )
}

/** Something wrong is amber; something not done yet, or only advised, is not. */
function Mark({ isWrong }: { isWrong: boolean }) {
  const Icon = isWrong ? TriangleAlert : Info
  return <Icon aria-hidden size={14} className={`mt-px shrink-0 ${isWrong ? 'text-wait' : 'text-ink-3'}`} />
}
