import { Check } from 'lucide-react'
import { clsx } from 'clsx'
import type { KeyboardEvent, ReactNode } from 'react'
import { useWords } from '#components/ui/language.tsx'
import type { ModelCapabilities } from '#lib/seedance/models.ts'
import type { ModelRow as Row } from './compare-models.ts'
import { MODEL_TABLE_WORDS, MODES_IN_SHORT } from './model-table.words.ts'
import { useFormat } from './use-format.ts'
import { KIND_WORDS, RESOLUTION_WORDS } from './words.ts'

/** The columns are the grid's, so that they line up. */
export const MODEL_GRID_ROW = 'md:col-span-full md:grid md:grid-cols-subgrid'

/** One model. Each cell carries its column's name: visible on a phone, and otherwise for whoever hears the row as a whole. */
export function ModelRow({
  row,
  onChoose,
  onMove,
}: {
  row: Row
  onChoose: () => void
  onMove: (event: KeyboardEvent) => void
}) {
  const words = useWords(MODEL_TABLE_WORDS)
  const modes = useWords(MODES_IN_SHORT)
  const format = useFormat()
  const { model, isChosen } = row
  const { resolutions } = model
  return (
    <div
      role="row"
      aria-selected={isChosen}
      // Arrows lead to the others.
      tabIndex={isChosen ? 0 : -1}
      onClick={onChoose}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return onMove(event)
        event.preventDefault()
        onChoose()
      }}
      className={clsx(
        MODEL_GRID_ROW,
        'grid cursor-pointer grid-cols-2 gap-x-3 gap-y-1.5 p-3 text-xs max-md:rounded-xl max-md:ring-1 md:gap-0 md:border-t md:p-0',
        'outline-offset-[-2px] transition-colors hover:bg-hover focus-visible:outline-2 focus-visible:outline-focus',
        isChosen ? 'bg-hover max-md:ring-control' : 'max-md:ring-line',
      )}
    >
      <div role="rowheader" className="max-md:col-span-2 md:p-2">
        <span className="flex items-center gap-1.5 text-sm font-semibold text-ink">
          {model.label}
          {isChosen && <Check aria-label={words.chosen} size={14} className="shrink-0" />}
        </span>
        {model.confidence !== 'H' && (
          <span className="mt-0.5 block text-wait">
            {model.confidence === 'M' ? words.unconfirmed : words.guessed}
          </span>
        )}
      </div>
      <Cell label={words.resolution}>
        {resolutions.map((resolution) => RESOLUTION_WORDS[resolution]).join(' · ')}
      </Cell>
      <Cell label={words.length}>
        {words.seconds(lengthsOf(model))}
        {model.duration.auto && <span className="block text-ink-3">{words.auto}</span>}
      </Cell>
      <Cell label={words.references}>
        <References model={model} />
      </Cell>
      <Cell label={words.sound}>
        {model.audioOutput
          ? model.references.audios > 0
            ? words.soundInAndOut
            : words.soundOut
          : words.silent}
      </Cell>
      <Cell label={words.modes}>{format.list([...new Set(model.modes.map((mode) => modes[mode]))])}</Cell>
      <Cell label={words.price}>
        <Price row={row} />
      </Cell>
      <Cell label={words.draft}>
        <Kept row={row} />
      </Cell>
    </div>
  )
}

function Cell({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="gridcell" className="text-ink-2 tabular-nums md:p-2">
      <span className="block text-ink-3 md:sr-only">{label} </span>
      {children}
    </div>
  )
}

function lengthsOf({ duration: { min, max, allowed } }: ModelCapabilities): string {
  return allowed ? allowed.join(', ') : `${min}–${max}`
}

function References({ model: { references } }: { model: ModelCapabilities }) {
  const words = useWords(MODEL_TABLE_WORDS)
  const kinds = useWords(KIND_WORDS)
  const { images, videos, audios, total } = references
  const counts = [
    { kind: 'image', count: images },
    { kind: 'video', count: videos },
    { kind: 'audio', count: audios },
  ] as const
  const taken = counts.filter(({ count }) => count > 0)
  if (taken.length === 0) return words.noReferences
  return (
    <>
      {taken.map(({ kind, count }) => (
        <span key={kind} className="block whitespace-nowrap">
          {kinds[kind].count(count)}{' '}
        </span>
      ))}
      {total !== undefined && <span className="block text-ink-3">{words.inTotal(total)}</span>}
    </>
  )
}

function Price({ row: { price, resolution } }: { row: Row }) {
  const words = useWords(MODEL_TABLE_WORDS)
  const format = useFormat()
  if (price.length === 0) return words.unpublished
  return (
    <>
      {price.map(({ currency, min, max }) => (
        <span key={currency} className="block whitespace-nowrap text-ink">
          {format.moneyRange(min, max, currency)}{' '}
        </span>
      ))}
      <span className="block text-ink-3">{words.at(RESOLUTION_WORDS[resolution])}</span>
    </>
  )
}

function Kept({ row: { isChosen, references, changes } }: { row: Row }) {
  const words = useWords(MODEL_TABLE_WORDS)
  const { kept, of, recast } = references
  if (isChosen) return words.chosen
  return (
    <>
      {of > 0 && (
        <span className={`block ${kept < of ? 'text-wait' : ''}`}>
          {kept < of ? words.keeps(kept, of) : words.keepsAll(of)}{' '}
        </span>
      )}
      {recast > 0 && <span className="block">{words.recast(recast)} </span>}
      {changes > 0 && <span className="block">{words.changes(changes)}</span>}
      {changes === 0 && of === 0 && words.keepsSettings}
    </>
  )
}
