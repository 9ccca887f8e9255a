import { clsx } from 'clsx'
import { ChevronDown, Heart } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useWords } from '#components/ui/language.tsx'
import { PopoverPanel } from '#components/ui/popover.tsx'
import { usePopover } from '#components/ui/use-popover.ts'
import type { GalleryView } from '../gallery-address.ts'
import { changeView } from '../use-gallery-view.ts'
import { changed, type FilterField, isSet } from './filter-changes.ts'
import { FILTER_WORDS } from './filters.words.ts'
import type { Person } from './value-words.ts'

const FilterPanel = lazy(() => import('./filter-panel.tsx'))

/** What is wanted most stands open in the bar; the rest is behind “More”. */
const MENUS = [
  { name: 'model', fields: ['model'] },
  { name: 'rating', fields: ['rating'] },
  { name: 'pick', fields: ['pick'] },
  { name: 'tag', fields: ['tag'] },
  { name: 'date', fields: ['date'] },
] as const satisfies readonly { name: string; fields: readonly FilterField[] }[]
const REST: readonly FilterField[] = ['verdict', 'state', 'author', 'ratio', 'resolution', 'length', 'bin']

export function FilterMenus({ view, member }: { view: GalleryView; member: Person }) {
  const words = useWords(FILTER_WORDS)
  return (
    <div role="group" aria-label={words.filters} className="flex items-center gap-0.5">
      {MENUS.map(({ name, fields }) => (
        <FilterMenu key={name} label={words[name]} view={view} member={member} fields={fields} />
      ))}
      <FavouriteButton isOn={view.filter.favourite === '1'} />
      <FilterMenu label={words.more} view={view} member={member} fields={REST} />
    </div>
  )
}

function FavouriteButton({ isOn }: { isOn: boolean }) {
  const words = useWords(FILTER_WORDS)
  const favourite = isOn ? undefined : '1'
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={() => changeView((now) => ({ ...now, filter: changed(now.filter, { favourite }) }), 'push')}
      className={clsx(PILL, isOn && SET)}
    >
      <Heart aria-hidden size={13} className={clsx(isOn && 'fill-current')} />
      {words.favourite}
    </button>
  )
}

const PILL =
  'flex h-8 items-center gap-1 rounded-md px-2 text-xs font-medium whitespace-nowrap text-ink-2 transition-colors hover:bg-hover hover:text-ink touch:h-11'
const SET = 'bg-hover text-ink'

function FilterMenu({
  label,
  view,
  member,
  fields,
}: {
  label: string
  view: GalleryView
  member: Person
  fields: readonly FilterField[]
}) {
  const words = useWords(FILTER_WORDS)
  const { open, triggerProps, panelProps } = usePopover()
  const count = fields.filter((field) => isSet(view.filter, field)).length
  return (
    <>
      <button
        type="button"
        {...triggerProps}
        aria-haspopup="dialog"
        aria-label={count === 0 ? label : words.set(label, count)}
        className={clsx(PILL, (count > 0 || open) && SET)}
      >
        {label}
        {count > 0 && <span aria-hidden className="size-1.5 rounded-full bg-accent" />}
        <ChevronDown aria-hidden size={12} className="text-ink-3" />
      </button>
      <PopoverPanel
        {...panelProps}
        role="dialog"
        aria-label={label}
        className="w-[min(300px,calc(100vw-16px))]"
      >
        {open && (
          <Suspense fallback={<div className="h-40" />}>
            <FilterPanel view={view} member={member} fields={fields} takesFocus />
          </Suspense>
        )}
      </PopoverPanel>
    </>
  )
}
