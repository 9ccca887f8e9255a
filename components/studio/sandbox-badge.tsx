import { FlaskConical } from 'lucide-react'
import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: { short: 'Sandbox', long: 'Sandbox: nothing is charged' },
  zh: { short: '沙盒', long: '沙盒：不产生费用' },
})

/** Always there with the sandbox, and only then. */
export function SandboxBadge() {
  const words = useWords(WORDS)
  return (
    <p className="flex h-7 items-center gap-1.5 rounded-full px-2.5 text-xs font-medium whitespace-nowrap text-ink-2 ring-1 ring-line-strong">
      <FlaskConical aria-hidden size={13} className="text-good" />
      <span aria-hidden className="max-[420px]:hidden sm:hidden">
        {words.short}
      </span>
      <span className="max-sm:sr-only">{words.long}</span>
    </p>
  )
}
