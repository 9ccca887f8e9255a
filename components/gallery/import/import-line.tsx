import { X } from 'lucide-react'
import Link from 'next/link'
import { clsx } from 'clsx'
import { useFormat } from '#components/studio/use-format.ts'
import { Button, buttonClass, IconButton } from '#components/ui/button.tsx'
import { useSay, useWords } from '#components/ui/language.tsx'
import { Progress } from '#components/ui/progress.tsx'
import type { Generation } from '#lib/generation/generation.ts'
import { importQueue, type ImportItem } from './import-queue.ts'
import { IMPORT_WORDS } from './import.words.ts'

export function ImportLine({ item: { id, name, state } }: { item: ImportItem }) {
  const words = useWords(IMPORT_WORDS)
  const isAtWork = state.is === 'waiting' || state.is === 'sending'
  return (
    <li data-import-state={state.is} className="flex items-start gap-2 px-4 py-2">
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm">{name}</p>
        <p className={clsx('text-xs text-pretty', state.is === 'failed' ? 'text-bad' : 'text-ink-2')}>
          <StateWords state={state} />
        </p>
        {state.is === 'sending' && (
          <Progress
            label={words.progress(name)}
            {...(state.part < 1 ? { value: state.part * 100 } : {})}
            className="mt-1.5"
          />
        )}
      </div>
      {(state.is === 'done' || state.is === 'known') && (
        <Link
          href={`/clips/${state.generation.id}`}
          className={clsx(buttonClass('quiet', 'sm'), 'touch:h-11')}
        >
          {words.open}
        </Link>
      )}
      {state.is === 'known' && (
        <Button variant="quiet" size="sm" onClick={() => void importQueue.again(id)} className="touch:h-11">
          {words.again}
        </Button>
      )}
      {state.is === 'failed' && (
        <Button variant="quiet" size="sm" onClick={() => importQueue.retry(id)} className="touch:h-11">
          {words.retry}
        </Button>
      )}
      {state.is !== 'done' && (
        <IconButton
          label={isAtWork ? words.cancel(name) : words.dismiss(name)}
          onClick={() => importQueue.cancel(id)}
          className="size-7 touch:size-11"
        >
          <X size={16} />
        </IconButton>
      )}
    </li>
  )
}

function StateWords({ state }: { state: ImportItem['state'] }) {
  const words = useWords(IMPORT_WORDS)
  const format = useFormat()
  const say = useSay()
  if (state.is === 'waiting') return words.waiting
  if (state.is === 'sending')
    return state.part < 1 ? words.sending(format.percent(state.part)) : words.looking
  if (state.is === 'failed') return say(state.why)
  if (state.is === 'known') return words.known(titleOf(state.generation))
  const { made } = state.generation.recipe
  return made?.kind === 'import' && made.found ? words.found : words.done
}

function titleOf({ recipe }: Generation): string {
  return recipe.prompt
    .map((part) => ('text' in part ? part.text : ''))
    .join('')
    .slice(0, 60)
}
