import { ChevronRight } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'
import type { RequestSettings } from '#lib/seedance/request.ts'
import type { AdvancedProps } from './advanced-fields.tsx'

const loadFields = () => import('./advanced-fields.tsx')
const AdvancedFields = lazy(loadFields)

const WORDS = defineWords({
  en: { advanced: 'Advanced', changed: (count: number) => `${count} changed` },
  zh: { advanced: '高级', changed: (count) => `已改 ${count} 项` },
})

/** What is changed seldom, each only where the model has it. */
export function AdvancedSettings(props: AdvancedProps) {
  const words = useWords(WORDS)
  const [isOpen, setOpen] = useState(false)
  const { draft, taken } = props
  const count = CHANGED.filter((name) => taken.has(name) && isChanged(draft.settings[name])).length
  return (
    <details
      className="group -mx-2 rounded-lg"
      onToggle={(event) => setOpen(event.currentTarget.open)}
      onPointerEnter={() => void loadFields()}
    >
      <summary className="flex h-8 list-none items-center gap-1.5 rounded-md px-2 text-xs font-medium text-ink-2 transition-colors hover:bg-hover hover:text-ink touch:h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden size={14} className="transition-[rotate] group-open:rotate-90" />
        {words.advanced}
        {count > 0 && (
          <span className="rounded-full bg-chip px-1.5 text-2xs tabular-nums">{words.changed(count)}</span>
        )}
      </summary>
      {isOpen && (
        <Suspense>
          <AdvancedFields {...props} />
        </Suspense>
      )}
    </details>
  )
}

const CHANGED = [
  'watermark',
  'returnLastFrame',
  'cameraFixed',
  'webSearch',
  'draft',
  'serviceTier',
  'frames',
  'priority',
  'outputFormat',
] as const

function isChanged(value: RequestSettings[(typeof CHANGED)[number]]): boolean {
  return value !== undefined && value !== false && value !== 0 && value !== 'default' && value !== 'mp4'
}
