import { clsx } from 'clsx'
import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import { PopoverPanel } from '#components/ui/popover.tsx'
import { placeBeside } from '#components/ui/use-popover.ts'
import type { DraftReference } from './draft.ts'
import { ReferenceThumb } from './reference-thumb.tsx'
import type { Uploads } from './use-uploads.ts'
import { ROLE_WORDS } from './words.ts'

/** The references that fit what was typed after `@`. The focus stays in the prompt; this is only shown. */
export function MentionMenu({
  id,
  options,
  active,
  uploads,
  marker,
  onPick,
}: {
  id: string
  options: readonly DraftReference[]
  active: number
  uploads: Uploads
  marker: RefObject<HTMLSpanElement | null>
  onPick: (reference: DraftReference) => void
}) {
  const panel = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = panel.current
    element?.showPopover()
    return () => element?.hidePopover()
  }, [])
  useEffect(() => {
    const place = () => marker.current && panel.current && placeBeside(marker.current, panel.current, 'start')
    place()
    panel.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
    window.addEventListener('scroll', place, { capture: true, passive: true })
    window.addEventListener('resize', place)
    return () => {
      window.removeEventListener('scroll', place, { capture: true })
      window.removeEventListener('resize', place)
    }
  }, [marker, options, active])
  return (
    <PopoverPanel ref={panel} popover="manual" className="w-64 max-w-[calc(100vw-16px)]">
      <div id={id} role="listbox" aria-label="References">
        {options.map((reference, index) => (
          <div
            key={reference.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            // Before the prompt loses the focus.
            onPointerDown={(event) => {
              event.preventDefault()
              onPick(reference)
            }}
            className={clsx(
              'flex cursor-pointer items-center gap-2.5 rounded-lg px-2 py-1.5 touch:min-h-11',
              index === active ? 'bg-pressed' : 'hover:bg-hover',
            )}
          >
            <ReferenceThumb
              kind={reference.kind}
              mediaId={reference.mediaId}
              preview={uploads.states.get(reference.id)?.preview}
              className="size-8"
            />
            <span className="min-w-0">
              <span className="block truncate font-medium">{reference.name}</span>
              <span className="block text-xs text-ink-2">{ROLE_WORDS[reference.role]}</span>
            </span>
          </div>
        ))}
      </div>
    </PopoverPanel>
  )
}

/** By how well the name fits: beginnings first. */
export function matchingReferences(references: readonly DraftReference[], query: string): DraftReference[] {
  const wanted = query.normalize('NFC').toLowerCase()
  const rank = ({ name }: DraftReference) => name.normalize('NFC').toLowerCase().indexOf(wanted)
  return references
    .filter((reference) => rank(reference) !== -1)
    .sort((a, b) => Number(rank(a) > 0) - Number(rank(b) > 0))
}
