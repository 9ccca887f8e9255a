import { LayoutGrid } from 'lucide-react'
import { lazy, Suspense, useState, type Dispatch } from 'react'
import { useWords } from '#components/ui/language.tsx'
import type { StudioInfo } from '#lib/api/studio.ts'
import { defineWords } from '#lib/language/language.ts'
import { shortcut } from '../commands/shortcuts.ts'
import type { Draft, DraftAction } from '../draft.ts'
import type { Matrix } from './matrix.ts'

const VariationsPanel = lazy(() => import('./variations-panel.tsx'))

const WORDS = defineWords({
  en: {
    label: 'Variations',
    active: (count: number) =>
      count === 1 ? 'Variations: 1 combination' : `Variations: ${count} combinations`,
    tip: 'Several prompts, shapes and models at once',
  },
  zh: {
    label: '变体',
    active: (count) => `变体：${count} 个组合`,
    tip: '一次生成多种提示词、画面比例和模型',
  },
})

/** The way to the panel, and how many combinations there are. */
export function VariationsButton({
  draft,
  dispatch,
  matrix,
  provider,
}: {
  draft: Draft
  dispatch: Dispatch<DraftAction>
  matrix: Matrix | undefined
  provider: StudioInfo['provider']
}) {
  const words = useWords(WORDS)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={matrix ? words.active(matrix.made.length) : words.label}
        {...shortcut('variations')}
        data-tip={words.tip}
        onClick={() => setOpen(true)}
        className="flex h-10 min-w-10 items-center justify-center gap-1.5 rounded-lg border border-line-strong px-2 text-ink-2 tabular-nums transition-colors hover:bg-hover hover:text-ink touch:h-11 touch:min-w-11"
      >
        <LayoutGrid aria-hidden size={16} />
        {matrix && <span className="text-xs font-medium text-ink">{matrix.made.length}</span>}
      </button>
      {isOpen && (
        <Suspense>
          <VariationsPanel
            draft={draft}
            dispatch={dispatch}
            provider={provider}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}
