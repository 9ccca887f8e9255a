import { clsx } from 'clsx'
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { PopoverPanel } from './popover.tsx'
import { usePopover, type Align } from './use-popover.ts'

export interface MenuItem {
  id: string
  label: string
  /** Where the label is in another language than the page. */
  lang?: string
  hint?: string
  icon?: ReactNode
  danger?: boolean
  /** Present on the items of a one-of-many menu. */
  checked?: boolean
  /** Of another kind than those above it: a line parts them. */
  isApart?: boolean
  onSelect: () => void
}

/** A button that opens a list of things to do, or to choose from. */
export function Menu({
  label,
  trigger,
  triggerClassName,
  attributes,
  items,
  align,
  onOpen,
}: {
  label: string
  trigger: ReactNode
  triggerClassName?: string
  /** More of the button: its keys, its tooltip. */
  attributes?: Readonly<Record<string, string>>
  /** A function where they depend on how things stand when it is opened. */
  items: readonly MenuItem[] | (() => readonly MenuItem[])
  align?: Align
  onOpen?: () => void
}) {
  const { open, close, triggerProps, panelProps } = usePopover(align ? { align } : {})
  return (
    <>
      <button
        type="button"
        {...attributes}
        {...triggerProps}
        aria-haspopup="menu"
        aria-label={label}
        className={triggerClassName}
      >
        {trigger}
      </button>
      <PopoverPanel
        {...panelProps}
        onToggle={(event) => {
          panelProps.onToggle(event)
          if (event.newState === 'open') onOpen?.()
        }}
        className="min-w-44"
      >
        {open && (
          <MenuList label={label} items={typeof items === 'function' ? items() : items} close={close} />
        )}
      </PopoverPanel>
    </>
  )
}

function MenuList({ label, items, close }: { label: string; items: readonly MenuItem[]; close: () => void }) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const all = itemsOf(list.current)
    const first = all.find((item) => item.getAttribute('aria-checked') === 'true') ?? all[0]
    first?.focus()
  }, [])
  return (
    <div
      ref={list}
      role="menu"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => moveFocus(event, list.current, close)}
    >
      {items.map((item) => (
        <button
          key={item.id}
          type="button"
          lang={item.lang}
          role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
          aria-checked={item.checked}
          tabIndex={-1}
          onClick={() => {
            close()
            item.onSelect()
          }}
          className={clsx(
            'relative flex min-h-8 w-full items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-left outline-none touch:min-h-11',
            'hover:bg-hover focus:bg-hover',
            item.danger ? 'text-bad' : 'text-ink',
            item.checked && 'font-medium',
            item.isApart && 'mt-2.25 before:absolute before:inset-x-0 before:-top-1.25 before:border-t',
          )}
        >
          {item.icon !== undefined && (
            <span className="text-ink-2 [[data-danger]_&]:text-bad">{item.icon}</span>
          )}
          <span className="min-w-0 flex-1">
            {item.label}
            {item.hint !== undefined && (
              <span className="block text-xs font-normal text-ink-3">{item.hint}</span>
            )}
          </span>
          {item.checked && <span aria-hidden className="size-1.5 rounded-full bg-ink" />}
        </button>
      ))}
    </div>
  )
}

function moveFocus(event: KeyboardEvent, list: HTMLElement | null, close: () => void): void {
  if (event.key === 'Tab') return close()
  const all = itemsOf(list)
  const current = all.findIndex((item) => item === document.activeElement)
  const targets: Record<string, number> = {
    ArrowDown: (current + 1) % all.length,
    ArrowUp: (current - 1 + all.length) % all.length,
    Home: 0,
    End: all.length - 1,
  }
  const target = targets[event.key]
  if (target === undefined) return
  event.preventDefault()
  all[target]?.focus()
}

function itemsOf(list: HTMLElement | null): HTMLElement[] {
  return list ? Array.from(list.querySelectorAll<HTMLElement>('[role^="menuitem"]')) : []
}
