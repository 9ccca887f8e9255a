import { clsx } from 'clsx'
import { FilePlus } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import { useWords } from '#components/ui/language.tsx'
import { PopoverPanel } from '#components/ui/popover.tsx'
import { placeBeside } from '#components/ui/use-popover.ts'
import { defineWords } from '#lib/language/language.ts'
import { ADD_FILE, type MenuOption } from './mention-options.ts'
import { ReferenceThumb } from './reference-thumb.tsx'
import type { Uploads } from './use-uploads.ts'
import { ROLE_WORDS } from './words.ts'

const WORDS = defineWords({
  en: { references: 'References', addFile: 'Add a file …' },
  zh: { references: '参考素材', addFile: '添加文件…' },
})

/** The references that fit what was typed after `@`. The focus stays in the prompt; this is only shown. */
export default function MentionMenu({
  id,
  options,
  active,
  uploads,
  marker,
  onPick,
}: {
  id: string
  options: readonly MenuOption[]
  active: number
  uploads: Uploads
  marker: RefObject<HTMLSpanElement | null>
  onPick: (option: MenuOption) => void
}) {
  const words = useWords(WORDS)
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
      <div id={id} role="listbox" aria-label={words.references}>
        {options.map((option, index) => (
          <div
            key={option === ADD_FILE ? option : option.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            // Or the prompt would lose the focus.
            onMouseDown={(event) => event.preventDefault()}
            // Not when it goes down: under a finger only the end of a press may open the file dialog.
            onPointerUp={() => onPick(option)}
            className={clsx(
              'flex cursor-pointer items-center gap-2.5 rounded-lg px-2 py-1.5 touch:min-h-11',
              index === active ? 'bg-pressed' : 'hover:bg-hover',
            )}
          >
            <OptionFace option={option} uploads={uploads} />
          </div>
        ))}
      </div>
    </PopoverPanel>
  )
}

function OptionFace({ option, uploads }: { option: MenuOption; uploads: Uploads }) {
  const roles = useWords(ROLE_WORDS)
  const words = useWords(WORDS)
  if (option === ADD_FILE) {
    return (
      <>
        <span className="flex size-8 shrink-0 items-center justify-center text-ink-3">
          <FilePlus aria-hidden size={16} />
        </span>
        {words.addFile}
      </>
    )
  }
  return (
    <>
      <ReferenceThumb
        kind={option.kind}
        mediaId={option.mediaId}
        preview={uploads.states.get(option.id)?.preview}
        className="size-8"
      />
      <span className="min-w-0">
        <span className="block truncate font-medium">{option.name}</span>
        <span className="block text-xs text-ink-2">{roles[option.role]}</span>
      </span>
    </>
  )
}
