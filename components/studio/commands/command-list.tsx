import { clsx } from 'clsx'
import { useEffect, useRef } from 'react'
import { useSay } from '#components/ui/language.tsx'
import type { Section } from './command-menu.tsx'
import { KeyCaps } from './key-caps.tsx'
import type { Command } from './registry.ts'

/** The listbox of the command menu: the focus is in the field above, this is only shown and pointed at. */
export function CommandList({
  id,
  label,
  sections,
  active,
  apple,
  onPoint,
  onPick,
}: {
  id: string
  label: string
  sections: readonly Section[]
  /** Counted through all sections. */
  active: number
  apple: boolean
  onPoint: (index: number) => void
  onPick: (command: Command) => void
}) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active === 0) list.current?.scrollTo({ top: 0 })
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [active, sections])
  const first = sections.map((_, index) =>
    sections.slice(0, index).reduce((sum, { commands }) => sum + commands.length, 0),
  )
  return (
    <div
      ref={list}
      id={`${id}-list`}
      role="listbox"
      aria-label={label}
      tabIndex={-1}
      className="max-h-[min(60dvh,440px)] scroll-py-2 scrollbar-quiet overflow-y-auto overscroll-contain p-2 empty:hidden"
    >
      {sections.map(({ title, commands }, section) => (
        <div key={title ?? 'found'} role="group" aria-label={title ?? label}>
          {title !== undefined && (
            <div aria-hidden className="px-2.5 pt-2.5 pb-1 text-xs text-ink-3">
              {title}
            </div>
          )}
          {commands.map((command, index) => {
            const place = (first[section] ?? 0) + index
            return (
              <div
                key={command.id}
                id={`${id}-${place}`}
                role="option"
                aria-selected={place === active}
                tabIndex={-1}
                // Or the field would lose the focus.
                onMouseDown={(event) => event.preventDefault()}
                onPointerMove={() => place !== active && onPoint(place)}
                onPointerUp={() => onPick(command)}
                className={clsx(
                  'flex min-h-9 cursor-pointer items-center gap-3 rounded-lg px-2.5 py-1.5 touch:min-h-11',
                  place === active && 'bg-pressed',
                )}
              >
                <Face command={command} apple={apple} />
              </div>
            )
          })}
        </div>
      ))}
    </div>
  )
}

function Face({ command: { name, detail, keys }, apple }: { command: Command; apple: boolean }) {
  const say = useSay()
  return (
    <>
      <span className="min-w-0 flex-1 truncate">{say(name)}</span>
      {detail && <span className="max-w-[40%] shrink-0 truncate text-xs text-ink-3">{say(detail)}</span>}
      {keys !== undefined && <KeyCaps keys={keys} apple={apple} />}
    </>
  )
}
