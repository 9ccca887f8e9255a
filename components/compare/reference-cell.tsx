import { ReferenceThumb } from '#components/studio/reference-thumb.tsx'
import { ROLE_WORDS } from '#components/studio/words.ts'
import { useWords } from '#components/ui/language.tsx'
import type { RecipeReference } from '#lib/generation/generation.ts'
import type { ReferenceChange } from '#lib/generation/recipe-difference.ts'
import { defineWords } from '#lib/language/language.ts'
import { clsx } from 'clsx'

const WORDS = defineWords({ en: { none: 'Not used' }, zh: { none: '未使用' } })

/** A reference as one of the recipes has it; what of it is not the same everywhere stands out. */
export function ReferenceCell({
  reference,
  changes,
}: {
  reference: RecipeReference | undefined
  changes: readonly ReferenceChange[]
}) {
  const words = useWords(WORDS)
  const roles = useWords(ROLE_WORDS)
  if (!reference) return <p className="text-ink-3">{words.none}</p>
  const stands = (change: ReferenceChange) => changes.includes(change) && 'font-semibold text-ink'
  return (
    <div className="flex items-center gap-2.5">
      <ReferenceThumb
        kind={reference.kind}
        mediaId={reference.mediaId}
        className={clsx('size-10', changes.includes('file') && 'ring-2 ring-ink')}
      />
      <span className="min-w-0">
        <span className={clsx('block truncate', stands('name'))}>{reference.name}</span>
        <span className={clsx('block text-xs text-ink-2', stands('role'))}>{roles[reference.role]}</span>
      </span>
    </div>
  )
}
