import { printedKeys } from '#components/ui/keys.ts'

/** The keys of a shortcut, each as a key. */
export function KeyCaps({ keys, apple }: { keys: string; apple: boolean }) {
  return (
    <span className="inline-flex shrink-0 items-center gap-1">
      {printedKeys(keys, apple).map((key) => (
        <kbd
          key={key}
          className="flex h-5 min-w-5 items-center justify-center rounded-sm border border-line-strong bg-surface px-1 font-sans text-2xs font-medium text-ink-2"
        >
          {key}
        </kbd>
      ))}
    </span>
  )
}
