import { ArrowDownNarrowWide, ArrowDownWideNarrow, ArrowUpDown } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { Dialog } from '#components/ui/dialog.tsx'
import { useWords } from '#components/ui/language.tsx'
import type { StudioInfo } from '#lib/api/studio.ts'
import { byPrice, compareModels } from './compare-models.ts'
import type { Draft } from './draft.ts'
import { MODEL_GRID_ROW, ModelRow } from './model-row.tsx'
import { MODEL_TABLE_WORDS } from './model-table.words.ts'
import { offeredModels } from './offered-models.ts'

type Order = 'none' | 'ascending' | 'descending'
const NEXT: Record<Order, Order> = { none: 'ascending', ascending: 'descending', descending: 'none' }
const COLUMNS = ['model', 'resolution', 'length', 'references', 'sound', 'modes', 'price', 'draft'] as const

/**
 * Every model side by side: a grid of rows, of which one is chosen. Arrows go from row to row, Enter chooses. Beside the takes it is a
 * table, on a phone each row is a card.
 */
export default function ModelTable({
  draft,
  kind,
  onChoose,
  onClose,
}: {
  draft: Draft
  kind: StudioInfo['provider']['kind']
  onChoose: (id: string) => void
  onClose: () => void
}) {
  const words = useWords(MODEL_TABLE_WORDS)
  const [order, setOrder] = useState<Order>('none')
  const rows = compareModels(draft, offeredModels(kind, draft.model))
  const sorted = order === 'none' ? rows : byPrice(rows, order)
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => body.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus(), [])
  const choose = (id: string) => {
    body.current?.closest('dialog')?.close()
    if (id !== draft.model) onChoose(id)
  }
  const sortButton = <SortButton order={order} label={words.price} onSort={() => setOrder(NEXT[order])} />
  return (
    <Dialog title={words.title} onClose={onClose} className="w-[1180px] max-sm:h-dvh">
      <div className="flex items-center border-b px-3 py-1 md:hidden">{sortButton}</div>
      <div className="min-h-0 scrollbar-quiet overflow-y-auto p-2 md:p-3">
        <div
          role="grid"
          aria-label={words.title}
          className="md:grid md:grid-cols-[minmax(140px,1.2fr)_auto_auto_auto_auto_minmax(150px,1.4fr)_auto_minmax(110px,1fr)]"
        >
          <div role="rowgroup" className="hidden md:contents">
            <div role="row" className={MODEL_GRID_ROW}>
              {COLUMNS.map((column) => (
                <div
                  key={column}
                  role="columnheader"
                  {...(column === 'price' && { 'aria-sort': order })}
                  className="flex h-8 items-center px-2 text-xs font-medium whitespace-nowrap text-ink-3"
                >
                  {column === 'price' ? sortButton : words[column]}
                </div>
              ))}
            </div>
          </div>
          <div ref={body} role="rowgroup" className="grid gap-2 md:contents">
            {sorted.map((row) => (
              <ModelRow
                key={row.model.id}
                row={row}
                onChoose={() => choose(row.model.id)}
                onMove={(event) => moveFocus(event, body.current)}
              />
            ))}
          </div>
        </div>
        <p className="px-2 pt-3 text-xs text-pretty text-ink-3">
          {words.note} {kind === 'sandbox' && words.free}
        </p>
      </div>
    </Dialog>
  )
}

function SortButton({ order, label, onSort }: { order: Order; label: string; onSort: () => void }) {
  const Icon = { none: ArrowUpDown, ascending: ArrowDownNarrowWide, descending: ArrowDownWideNarrow }[order]
  return (
    <button
      type="button"
      onClick={onSort}
      className="-mx-1.5 flex h-6 items-center gap-1 rounded-md px-1.5 text-xs font-medium transition-colors hover:bg-hover hover:text-ink touch:h-11"
    >
      {label}
      <Icon aria-hidden size={12} />
    </button>
  )
}

function moveFocus(event: KeyboardEvent, body: HTMLElement | null): void {
  const all = Array.from(body?.querySelectorAll<HTMLElement>('[role="row"]') ?? [])
  const current = all.findIndex((row) => row === document.activeElement)
  const targets: Record<string, number> = {
    ArrowDown: Math.min(all.length - 1, current + 1),
    ArrowUp: Math.max(0, current - 1),
    Home: 0,
    End: all.length - 1,
  }
  const target = targets[event.key]
  if (target === undefined) return
  event.preventDefault()
  all[target]?.focus()
}
