import { FlaskConical } from 'lucide-react'

/** Always there with the sandbox, and only then. */
export function SandboxBadge() {
  return (
    <p className="flex h-7 items-center gap-1.5 rounded-full px-2.5 text-xs font-medium text-ink-2 ring-1 ring-line-strong">
      <FlaskConical aria-hidden size={13} className="text-good" />
      <span>
        Sandbox<span className="max-sm:sr-only">: nothing is charged</span>
      </span>
    </p>
  )
}
